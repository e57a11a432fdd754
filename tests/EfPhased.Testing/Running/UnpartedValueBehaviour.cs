using System.Reflection;
using EfPhased.Running;
using EfPhased.Testing.Faults;
using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
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

    [Fact]
    public async Task Rows_beside_the_one_that_a_column_holds_are_not_rolled_back_unasked()
    {
        var (scenario, pack) = Packed("JoinRowsTests.A_foreign_key_to_rows_that_join");
        await using var database = await RecipeRun.PrepareAsync(server, scenario);
        await ApplyAsync(database, pack, Phase.Expand);
        await database.ExecuteAsync(Sql("INSERT INTO \"Tags\" (\"Name\") VALUES ('later')"));

        // MySQL lets no trigger write to a table that its statement reads.
        await database.ExecuteAsync(Sql("CREATE TABLE \"Ids\" AS SELECT \"Id\" FROM \"Posts\""));
        await database.ExecuteAsync(Sql(
            "INSERT INTO \"PostTag\" (\"PostsId\", \"TagsId\") SELECT p.\"Id\", t.\"Id\" FROM \"Ids\" p CROSS JOIN \"Tags\" t WHERE t.\"Name\" = 'later'"));
        await RefusedAsync();

        // Once the column is gone it could hold one of them.
        await ApplyAsync(database, pack, Phase.Contract);
        await RefusedAsync();
        await database.ExecuteAsync(Sql(
            "DELETE FROM \"PostTag\" WHERE \"TagsId\" IN (SELECT \"Id\" FROM \"Tags\" WHERE \"Name\" = 'later') AND \"PostsId\" IN "
            + "(SELECT k FROM (SELECT \"PostsId\" AS k FROM \"PostTag\" GROUP BY \"PostsId\" HAVING COUNT(*) > 1) AS several)"));
        await RollbackAsync(database, pack);
        Assert.Equal("0", await RowAsync(database, "SELECT COUNT(*) FROM \"Posts\" WHERE \"TagId\" IS NULL"));

        async Task RefusedAsync()
        {
            var error = await Assert.ThrowsAsync<PhasedException>(() => RollbackAsync(database, pack));
            Assert.Equal("EFP2110", error.Code);
            Assert.Contains("PostTag: the rows that 'Posts.TagId' does not hold", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_that_no_row_joins_stops_the_contract()
    {
        var (scenario, pack) = Packed("JoinRowsTests.A_foreign_key_to_rows_that_join");
        await using var database = await RecipeRun.PrepareAsync(server, scenario);
        await ApplyAsync(database, pack, Phase.Expand);
        var rows = await RowAsync(database, "SELECT COUNT(*) FROM \"PostTag\"");
        await WithoutTriggersAsync(database, "DELETE FROM \"PostTag\"");
        var error = await Assert.ThrowsAsync<PhasedException>(() => ApplyAsync(database, pack, Phase.Contract));
        Assert.Equal("EFP3001", error.Code);
        Assert.Contains($"{rows} rows of 'Posts' differ", error.Message, StringComparison.Ordinal);

        await database.ExecuteAsync(Sql("INSERT INTO \"PostTag\" (\"PostsId\", \"TagsId\") SELECT \"Id\", \"TagId\" FROM \"Posts\" WHERE \"TagId\" IS NOT NULL"));
        await ApplyAsync(database, pack, Phase.Contract);
        Assert.Equal(rows, await RowAsync(database, "SELECT COUNT(*) FROM \"PostTag\""));
    }

    /// <summary>No version makes such a row, and none could read it once the abstract type's table is gone.</summary>
    [Fact]
    public async Task A_row_of_an_abstract_type_alone_stops_the_contract()
    {
        var (scenario, pack) = Packed("InheritanceTests.Tables_of_three_levels_into_one");
        await using var database = await RecipeRun.PrepareAsync(server, scenario);
        await database.ExecuteAsync(Sql("INSERT INTO \"Vehicles\" (\"Id\", \"Name\") VALUES (9001, 'nothing below')"));
        await database.ExecuteAsync(Sql("INSERT INTO \"Motor\" (\"Id\", \"Fuel\") VALUES (9001, 'steam')"));
        await ApplyAsync(database, pack, Phase.Expand);
        await ApplyAsync(database, pack, Phase.Switch);
        var error = await Assert.ThrowsAsync<PhasedException>(() => ApplyAsync(database, pack, Phase.Contract));
        Assert.Equal("EFP3001", error.Code);
        Assert.Contains("1 rows of 'Vehicles' differ", error.Message, StringComparison.Ordinal);
        Assert.Contains("9001", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Motor' has a row of an abstract type", error.Message, StringComparison.Ordinal);
        Assert.Equal("steam", await RowAsync(database, "SELECT \"Fuel\" FROM \"Motor\" WHERE \"Id\" = 9001"));

        await database.ExecuteAsync(Sql("INSERT INTO \"Car\" (\"Id\", \"Doors\") VALUES (9001, 3)"));
        await ApplyAsync(database, pack, Phase.Contract);
        Assert.Equal("nothing below, steam, 3", await RowAsync(database, "SELECT \"Name\", \"Fuel\", \"Doors\" FROM \"Vehicles\" WHERE \"Id\" = 9001"));
    }

    /// <summary>The tests' own oracle sees what the triggers have not kept in step.</summary>
    [Fact]
    public async Task One_that_differs_between_the_places_is_seen_by_the_oracle()
    {
        var (scenario, pack) = Packed("MoveBetweenTests.To_a_row_that_shares_the_key");
        await using var database = await RecipeRun.PrepareAsync(server, scenario);
        await database.ExecuteAsync(scenario.Preparation!);
        await ApplyAsync(database, pack, Phase.Expand);
        Assert.Empty(await FailuresAsync());

        await WithoutTriggersAsync(database, "UPDATE \"Contacts\" SET \"Remark\" = 'here alone' WHERE \"Remark\" IS NOT NULL");
        var failure = Assert.Single((await FailuresAsync()).Where(f => f.Operation.StartsWith("read after read existing rows", StringComparison.Ordinal)).DistinctBy(f => f.Property));
        Assert.Equal(("new", "App.Contact", "Remark"), (failure.Model, failure.Entity, failure.Property));
        Assert.Contains("here alone", failure.Message, StringComparison.Ordinal);

        Task<IReadOnlyList<CompatibilityFailure>> FailuresAsync() => Compatibility.FindFailuresAsync(
            server, database.ConnectionString, scenario.OldModel(server), TestModels.Build(server, scenario.After),
            scenario.Mapping, "expanded");
    }

    private async Task WithoutTriggersAsync(TestDatabase database, string sql)
    {
        if (server.Kind == ServerKind.PostgreSql)
        {
            await database.ExecuteAsync($"SET session_replication_role = replica; {sql}; SET session_replication_role = origin");
            return;
        }

        // Nothing switches triggers off there, so they are taken away and put back.
        await using var connection = await database.OpenAsync();
        var triggers = await connection.RowsAsync(
            "SELECT TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, EVENT_OBJECT_TABLE, ACTION_STATEMENT FROM information_schema.TRIGGERS "
            + "WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY ACTION_ORDER");
        foreach (var trigger in triggers)
            await connection.ExecuteAsync($"DROP TRIGGER `{trigger[0]}`");
        await connection.ExecuteAsync(Sql(sql));
        foreach (var trigger in triggers)
            await connection.ExecuteAsync($"CREATE TRIGGER `{trigger[0]}` {trigger[1]} {trigger[2]} ON `{trigger[3]}` FOR EACH ROW {trigger[4]}");
    }

    private (RecipeScenario Scenario, MigrationPack Pack) Packed(string name)
    {
        var scenario = ScenarioCatalog.Of(recipes).Single(s => s.Name == name).Scenario;
        return (scenario, MigrationPack.Of(server, scenario, scenario.OldModel(server)));
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
