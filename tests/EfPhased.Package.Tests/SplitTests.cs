using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>A team that has scaffolded a plain migration already.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class SplitTests(PackedTool tool)
{
    private const string HandWritten = "UPDATE \"Customers\" SET \"Email\" = lower(\"Email\");";

    [Fact]
    public async Task The_newest_migration_becomes_phases_and_keeps_what_was_written_by_hand()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = UserProject.Create(tool, "PostgreSql", database.ConnectionString);
        await project.AddInitialMigrationAsync();
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        await database.ExecuteAsync("INSERT INTO \"Customers\" (\"Name\", \"Email\") VALUES ('Ann', 'ANN@shop.example')");
        project.ChangeModel();
        (await project.EfAsync("migrations", "add", ShopChange.Name)).Succeeds();
        var plain = project.MigrationId(ShopChange.Name);
        var file = Path.Combine("Migrations", plain + ".cs");
        var scaffolded = project.Read(file);
        project.Write(file, InsertFirst(scaffolded, $"            migrationBuilder.Sql({Literal(HandWritten)});"));
        await project.BuildAsync();
        var before = project.Snapshot();

        string[] split = ["split", ShopChange.Name, "--no-build", .. ShopChange.Rename];
        (await project.EfPhasedAsync(split)).Fails(2, "EFP4083");
        (await project.EfPhasedAsync("split", "Nothing", "--no-build")).Fails(2, "EFP4082");
        (await project.EfPhasedAsync("split", "Initial", "--no-build")).Fails(1, "EFP4085");
        (await project.EfPhasedAsync([.. split, "--hand-written", "expand", "--dry-run"])).Succeeds();
        project.AssertSame(before);

        (await project.EfPhasedAsync([.. split, "--hand-written", "expand"])).Succeeds();
        Assert.DoesNotContain(plain + ".cs", project.Migrations());
        Assert.DoesNotContain(plain + ".Designer.cs", project.Migrations());
        Assert.Equal(2 + 6 + 1, project.Migrations().Count);
        var expand = project.Read(Path.Combine("Migrations", project.MigrationId($"{ShopChange.Name}_Expand") + ".cs"));
        Assert.Contains("lower(", expand, StringComparison.Ordinal);
        Assert.Contains(".InPhase(Phase.Expand)", expand, StringComparison.Ordinal);

        await project.BuildAsync();
        (await project.EfAsync("migrations", "has-pending-model-changes", "--no-build")).Succeeds();
        (await project.EfPhasedAsync("apply", "--phase", "expand", "--no-build")).Succeeds();
        await using var connection = await database.OpenAsync();
        Assert.Equal("Ann ann@shop.example", await connection.ScalarAsync("SELECT \"FullName\" || ' ' || \"Email\" FROM \"Customers\""));
        (await project.EfPhasedAsync("split", $"{ShopChange.Name}_Contract", "--no-build")).Fails(1, "EFP4086");
    }

    [Fact]
    public async Task An_edited_or_applied_migration_is_left_alone()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = UserProject.Create(tool, "PostgreSql", database.ConnectionString);
        await project.AddInitialMigrationAsync();
        project.ChangeModel();
        (await project.EfAsync("migrations", "add", ShopChange.Name)).Succeeds();
        var file = Path.Combine("Migrations", project.MigrationId(ShopChange.Name) + ".cs");
        project.Replace(file, "defaultValue: 1", "defaultValue: 7");
        await project.BuildAsync();
        var before = project.Snapshot();
        string[] split = ["split", ShopChange.Name, "--no-build", .. ShopChange.Rename];
        (await project.EfPhasedAsync(split)).Fails(1, "EFP4084");
        project.AssertSame(before);

        project.Replace(file, "defaultValue: 7", "defaultValue: 1");
        await project.BuildAsync();
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        before = project.Snapshot();
        (await project.EfPhasedAsync(split)).Fails(1, "EFP4087");
        project.AssertSame(before);
    }

    private static string InsertFirst(string code, string line)
    {
        var body = code.IndexOf("            migrationBuilder.", StringComparison.Ordinal);
        return code[..body] + line + "\n\n" + code[body..];
    }

    private static string Literal(string text) => "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
