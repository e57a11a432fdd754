using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;
using EfPhased.Testing.Oracles;

namespace EfPhased.Package.Tests;

/// <summary>
/// The scripts alone, run by the server's own client, do what the tool does.
/// </summary>
public abstract class ScriptBehaviour(PackedTool tool, TestServer server)
{
    private static readonly string[] Ups = ["1-expand.sql", "2-backfill.sql", "3-switch.sql", "4-contract.sql"];

    protected abstract string Kind { get; }

    [Theory]
    [InlineData("Customers", "Name", "FullName")]
    [InlineData("Größte \"Kunden\"", "Na\"me `of` $sql$ 'x' {y}", "$1 Vor; name -- $efphased$")]
    public async Task They_end_where_apply_ends(string table, string column, string newColumn)
    {
        await using var applied = await server.CreateDatabaseAsync();
        await using var scripted = await server.CreateDatabaseAsync();
        using var project = await PlanAsync(table, column, newColumn, applied, scripted);
        var before = await Parity.DumpAsync(scripted);
        foreach (var phase in new[] { "expand", "switch", "contract" })
            (await OnAsync(project, applied, "apply", "--phase", phase)).Succeeds();

        (await project.EfPhasedAsync("script", "--no-build")).Succeeds();
        var folder = Path.Combine(project.Scripts, ShopChange.Name);
        await RefusedAsync(scripted, folder, "EFP3003", "2-backfill.sql", "3-switch.sql", "4-contract.sql");
        foreach (var script in Ups)
        {
            await RunAsync(scripted, folder, script);
            await RunAsync(scripted, folder, "verify.sql");
        }

        string[] columns = ["Id", "Email", newColumn, "Level"];
        var contents = await scripted.ContentsAsync(table, columns);
        Parity.AssertSame(await Parity.DumpAsync(applied), await Parity.DumpAsync(scripted));
        Assert.Equal(await applied.ContentsAsync(table, columns), contents);

        foreach (var script in Ups)
            await RunAsync(scripted, folder, script);
        Assert.Equal(contents, await scripted.ContentsAsync(table, columns));

        await RefusedAsync(scripted, folder, "EFP3004", "rollback-1-expand.sql", "rollback-3-switch.sql");
        foreach (var script in new[] { "rollback-4-contract.sql", "rollback-3-switch.sql", "rollback-1-expand.sql", "rollback-1-expand.sql" })
            await RunAsync(scripted, folder, script);
        Parity.AssertSame(before, await Parity.DumpAsync(scripted));
        await RunAsync(scripted, folder, "1-expand.sql");
    }

    [Fact]
    public async Task Contract_refuses_while_something_remains()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var project = await PlanAsync("Customers", "Name", "FullName", database);
        (await project.EfPhasedAsync("script", "--no-build")).Succeeds();
        var folder = Path.Combine(project.Scripts, ShopChange.Name);
        await RunAsync(database, folder, "1-expand.sql");
        await RunAsync(database, folder, "2-backfill.sql");
        await RefusedAsync(database, folder, "EFP3003", "4-contract.sql");
        await RunAsync(database, folder, "3-switch.sql");

        var name = database.Quoted("Name");
        await database.ExecuteAsync($"CREATE VIEW customer_names AS SELECT {name} FROM {database.Quoted("Customers")}");
        var before = await Parity.DumpAsync(database);
        var refused = await RefusedAsync(database, folder, "EFP3001", "4-contract.sql");
        Assert.Contains("customer_names", refused, StringComparison.Ordinal);
        await database.ExecuteAsync("DROP VIEW customer_names");
        before = await Parity.DumpAsync(database);

        await WithoutTriggersAsync(database, $"UPDATE {database.Quoted("Customers")} SET {name} = 'x' WHERE {database.Quoted("Id")} IN (3, 4)");
        refused = await RefusedAsync(database, folder, "EFP3001", "4-contract.sql");
        Assert.Contains("2 rows", refused, StringComparison.Ordinal);
        Parity.AssertSame(before, await Parity.DumpAsync(database));

        await database.ExecuteAsync($"UPDATE {database.Quoted("Customers")} SET {name} = {database.Quoted("FullName")}");
        await RunAsync(database, folder, "4-contract.sql");
    }

    /// <summary>Changes rows as a writer would that the triggers do not see; the triggers stay as they are.</summary>
    protected abstract Task WithoutTriggersAsync(TestDatabase database, string sql);

    private async Task<UserProject> PlanAsync(string table, string column, string newColumn, params TestDatabase[] databases)
    {
        var project = UserProject.Create(tool, Kind, databases[0].ConnectionString);
        project.UseNames(table, column);
        await project.AddInitialMigrationAsync();
        foreach (var database in databases)
        {
            (await project.EfAsync("database", "update", "--no-build", "--connection", database.ConnectionString)).Succeeds();
            await database.FillAsync(table, column);
        }

        project.ChangeModel(newColumn);
        (await project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();
        await project.BuildAsync();
        return project;
    }

    private static Task<CommandResult> OnAsync(UserProject project, TestDatabase database, params string[] arguments)
    {
        project.ConnectionString = database.ConnectionString;
        return project.EfPhasedAsync([.. arguments, "--no-build"]);
    }

    private static async Task RunAsync(TestDatabase database, string folder, string script)
        => (await database.RunScriptAsync(Path.Combine(folder, script))).Succeeds();

    private static async Task<string> RefusedAsync(TestDatabase database, string folder, string code, params string[] scripts)
    {
        var text = "";
        foreach (var script in scripts)
        {
            var result = await database.RunScriptAsync(Path.Combine(folder, script));
            Assert.True(result.ExitCode != 0 && result.Errors.Contains(code, StringComparison.Ordinal), $"{script} was not refused with {code}.\n{result.Text}");
            text += result.Text;
        }

        return text;
    }
}
