using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>A closed contract is closed at EF Core's own doors too: update, bundle and script; and an open one opens.</summary>
[Collection(PackagesCollection.Running)]
public sealed class DoorTests(PackedTool tool)
{
    private const string View = "CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"Customers\"";

    [Fact]
    public async Task Database_update_holds_a_contract_back_and_refuses_it_by_name()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = await ChangedAsync(database);
        var contract = Contract(project);

        var update = (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        Assert.Contains($"dotnet ef-phased apply --phase contract --change {ShopChange.Name}", update.Text, StringComparison.Ordinal);
        Assert.True(await HasNameAsync(database));

        await database.ExecuteAsync(View);
        var refused = await project.EfAsync("database", "update", contract, "--no-build");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("cannot contract yet", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Names", refused.Text, StringComparison.Ordinal);
        Assert.True(await HasNameAsync(database));

        await database.ExecuteAsync("DROP VIEW \"Names\"");
        (await project.EfAsync("database", "update", contract, "--no-build")).Succeeds();
        Assert.False(await HasNameAsync(database));
    }

    [Fact]
    public async Task A_bundle_asks_for_what_the_teams_settings_ask_for()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = await ChangedAsync(database);
        var contract = Contract(project);
        var bundle = project.PathOf("efbundle");
        (await project.BundleAsync(bundle)).Succeeds();

        (await RunAsync(project, bundle, [])).Succeeds();
        Assert.True(await HasNameAsync(database));

        // Beside the bundle, as the application's own settings are.
        project.Write("efphased.json", """{ "gate": { "soak": "7.00:00:00" } }""");
        var early = await RunAsync(project, bundle, [contract]);
        Assert.NotEqual(0, early.ExitCode);
        Assert.Contains("soak: ", early.Text, StringComparison.Ordinal);

        project.Write("efphased.json", "{}");
        await database.ExecuteAsync(View);
        var refused = await RunAsync(project, bundle, [contract]);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("Names", refused.Text, StringComparison.Ordinal);
        Assert.True(await HasNameAsync(database));

        await database.ExecuteAsync("DROP VIEW \"Names\"");
        (await RunAsync(project, bundle, [contract])).Succeeds();
        Assert.False(await HasNameAsync(database));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_script_of_EF_Core_asks_before_it_drops(bool idempotent)
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = await ChangedAsync(database);
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        var contract = Contract(project);
        var before = project.MigrationId($"{ShopChange.Name}_Switch");
        (await project.EfAsync(["migrations", "script", before, contract, "--no-build", "--output", project.PathOf("contract.sql"), .. idempotent ? (string[])["--idempotent"] : []])).Succeeds();

        await database.ExecuteAsync(View);
        // psql goes on behind errors unless it is told otherwise; what follows must not run for all that.
        var refused = await database.RunScriptAsync(project.PathOf("contract.sql"));
        Assert.Contains("EFP3001", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Names", refused.Text, StringComparison.Ordinal);
        Assert.True(await HasNameAsync(database));

        await database.ExecuteAsync("DROP VIEW \"Names\"");
        (await database.RunScriptAsync(project.PathOf("contract.sql"))).Succeeds();
        Assert.False(await HasNameAsync(database));
    }

    private async Task<UserProject> ChangedAsync(TestDatabase database)
    {
        var project = UserProject.Create(tool, "PostgreSql", database.ConnectionString);
        await project.AddInitialMigrationAsync();
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        await database.FillAsync("Customers", "Name");
        project.ChangeModel();
        (await project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();
        await project.BuildAsync();
        return project;
    }

    private static string Contract(UserProject project) => project.MigrationId($"{ShopChange.Name}_Contract");

    private static Task<CommandResult> RunAsync(UserProject project, string program, string[] arguments) => new Command(program, arguments)
    {
        Folder = project.Folder,
        Environment = new Dictionary<string, string?> { ["SHOP_CONNECTION"] = project.ConnectionString },
    }.RunAsync();

    private static async Task<bool> HasNameAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.RowsAsync(
            "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'Customers' AND column_name = 'Name'")).Count > 0;
    }
}
