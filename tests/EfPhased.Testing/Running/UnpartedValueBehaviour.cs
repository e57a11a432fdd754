using System.Reflection;
using EfPhased.Running;
using EfPhased.Testing.Faults;
using EfPhased.Testing.Models;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>Values of a table that have no row to go to in the other one: nothing takes them away unasked.</summary>
public abstract class UnpartedValueBehaviour(TestServer server, Assembly recipes)
{
    [Fact]
    public async Task One_that_would_go_with_the_change_stops_the_backfill_and_the_contract()
    {
        var (scenario, pack) = Packed("MoveBetweenTests.To_a_row_that_shares_the_key");
        await using var database = await RecipeRun.PrepareAsync(server, scenario with { Preparation = null });
        var error = await Assert.ThrowsAsync<PhasedException>(() => ApplyAsync(database, pack, Phase.Expand));
        Assert.Equal("EFP2007", error.Code);
        Assert.Contains("'Contacts' needs a row to hold it", error.Message, StringComparison.Ordinal);

        await database.ExecuteAsync(scenario.Preparation!);
        await ApplyAsync(database, pack, Phase.Expand);
        await database.ExecuteAsync(Sql("INSERT INTO \"Customers\" (\"Email\", \"Note\", \"Number\") VALUES ('later', 'only here', 5)"));
        await ApplyAsync(database, pack, Phase.Switch);
        error = await Assert.ThrowsAsync<PhasedException>(() => ApplyAsync(database, pack, Phase.Contract));
        Assert.Equal("EFP3001", error.Code);
        Assert.Contains("1 rows of 'Customers' differ", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Contacts' needs a row to hold it", error.Message, StringComparison.Ordinal);

        await database.ExecuteAsync(Sql("INSERT INTO \"Contacts\" (\"CustomerId\") SELECT \"Id\" FROM \"Customers\" WHERE \"Email\" = 'later'"));
        await ApplyAsync(database, pack, Phase.Contract);
        Assert.Equal("only here, 5", await RowAsync(database, "SELECT \"Remark\", \"Number\" FROM \"Contacts\" WHERE \"Number\" = 5 AND \"Remark\" = 'only here'"));
    }

    [Fact]
    public async Task One_that_only_the_new_place_holds_is_not_rolled_back_unasked()
    {
        var (scenario, pack) = Packed("MoveBetweenTests.From_a_row_with_a_key_of_its_own");
        await using var database = await RecipeRun.PrepareAsync(server, scenario);
        await ApplyAsync(database, pack, Phase.Expand);
        await database.ExecuteAsync(Sql("INSERT INTO \"Customers\" (\"Email\", \"Note\", \"Number\") VALUES ('later', 'only here', 5)"));
        var error = await Assert.ThrowsAsync<PhasedException>(() => RollbackAsync(database, pack));
        Assert.Equal("EFP2110", error.Code);
        Assert.Contains("Customers.Note: its values where 'Contacts' has no row", error.Message, StringComparison.Ordinal);
        Assert.Equal("only here, 5", await RowAsync(database, "SELECT \"Note\", \"Number\" FROM \"Customers\" WHERE \"Email\" = 'later'"));

        // Once the row is there its values are in both places.
        await database.ExecuteAsync(Sql("INSERT INTO \"Contacts\" (\"CustomerId\") SELECT \"Id\" FROM \"Customers\" WHERE \"Email\" = 'later'"));
        await RollbackAsync(database, pack);
        Assert.Equal("only here, 5", await RowAsync(database, "SELECT \"Remark\", \"Number\" FROM \"Contacts\" WHERE \"Number\" = 5 AND \"Remark\" = 'only here'"));
    }

    private (RecipeScenario Scenario, MigrationPack Pack) Packed(string name)
    {
        var scenario = ScenarioCatalog.Of(recipes).Single(s => s.Name == name).Scenario;
        return (scenario, MigrationPack.Of(server, scenario, TestModels.ThroughSnapshot(server, TestModels.Build(server, scenario.Before))));
    }

    private Task ApplyAsync(TestDatabase database, MigrationPack pack, Phase phase)
        => PackedRun.RunAsync(server, database.ConnectionString, pack, new PackedCommand(phase, Back: false), new RecordingObserver(), CancellationToken.None);

    private async Task RollbackAsync(TestDatabase database, MigrationPack pack)
    {
        await using var context = PackedContext.Open(server, database.ConnectionString, pack.Assembly);
        await RunningFixture.Runner(context, null, null).RollbackAsync(MigrationPack.Change, null, CancellationToken.None);
    }

    private async Task<string> RowAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        return string.Join(", ", Assert.Single(await connection.RowsAsync(Sql(sql))));
    }

    private string Sql(string sql) => server.Kind == ServerKind.PostgreSql ? sql : sql.Replace('"', '`');
}
