using System.Data.Common;
using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;
using EfPhased.Testing.Oracles;

namespace EfPhased.Package.Tests;

/// <summary>A change in a project, and databases that it cannot be applied to.</summary>
[Collection(PackagesCollection.Running)]
public sealed class BadDatabaseTests(PackedTool tool)
{
    [Fact]
    public async Task What_cannot_go_on_is_refused_and_changes_nothing()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = UserProject.Create(tool, "PostgreSql", database.ConnectionString);
        await project.AddInitialMigrationAsync();
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        await database.FillAsync("Customers", "Name");
        project.ChangeModel();
        (await project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();
        var files = project.Snapshot();
        await project.BuildAsync();
        var before = await Parity.DumpAsync(database);

        (await project.EfPhasedAsync("add", "Again", "--no-build")).Fails(1, "EFP4001");
        (await project.EfPhasedAsync("apply", "--phase", "switch", "--no-build")).Fails(3, "EFP3003");
        var refused = (await project.EfPhasedAsync("apply", "--phase", "contract", "--no-build")).Fails(3, "EFP3001");
        Assert.Contains($"{ShopChange.Name}_Expand", refused.Errors, StringComparison.Ordinal);
        Assert.Contains($"{ShopChange.Name}_Switch", refused.Errors, StringComparison.Ordinal);

        await WithConnectionAsync(project, With(database, "Password", "wrong-secret-0815"), "EFP2012");
        await WithConnectionAsync(project, With(database, "Port", "1"), "EFP2011");
        Parity.AssertSame(before, await Parity.DumpAsync(database));
        await WithoutRightsAsync(project, database);

        // The column is part of a change that has not been contracted.
        project.Replace("ShopContext.cs", "HasColumnName(\"FullName\")", "HasColumnName(\"WholeName\")");
        (await project.EfPhasedAsync("add", "RenameAgain", "--rename", "FullName=WholeName")).Fails(1, "EFP4007");
        project.Replace("ShopContext.cs", "HasColumnName(\"WholeName\")", "HasColumnName(\"FullName\")");
        project.AssertSame(files);
    }

    private static async Task WithoutRightsAsync(UserProject project, TestDatabase database)
    {
        var role = $"reader_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'reader-secret-1234'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}");
        var before = await Parity.DumpAsync(database);
        try
        {
            await WithConnectionAsync(project, With(database, "Username", role, "Password", "reader-secret-1234"), "EFP2010");
            Parity.AssertSame(before, await Parity.DumpAsync(database));
        }
        finally
        {
            await database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    private static async Task WithConnectionAsync(UserProject project, string connectionString, string code)
    {
        var own = project.ConnectionString;
        project.ConnectionString = connectionString;
        (await project.EfPhasedAsync("apply", "--phase", "expand", "--no-build")).Fails(1, code);
        project.ConnectionString = own;
    }

    private static string With(TestDatabase database, params string[] settings)
    {
        DbConnectionStringBuilder builder = new() { ConnectionString = database.ConnectionString };
        for (var i = 0; i < settings.Length; i += 2)
            builder[settings[i]] = settings[i + 1];
        return builder.ConnectionString;
    }
}
