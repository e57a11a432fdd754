using EfPhased.Design.Planning;
using EfPhased.Operations;
using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Recipes;

/// <summary>What a swap of columns meets in a database that models know nothing of.</summary>
public sealed class ColumnSwapTests : IAsyncLifetime
{
    private const string TypeOfId = "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = '\"Notes\"'::regclass AND attname = 'Id'";

    private TestDatabase _database = null!;
    private PlanningContext _context = null!;
    private PhasedPlan _plan = null!;

    public async Task InitializeAsync()
    {
        var server = PostgreSqlServer.Instance;
        var old = TestModels.ThroughSnapshot(server, TestModels.Build(server, Notes<int>));
        _database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(server, _database.ConnectionString, old);
        _context = PlanningContext.Open(server, _database.ConnectionString, Notes<long>);
        _plan = _context.Plan("Wider", old, PlanHints.None);
        await _database.ExecuteAsync("INSERT INTO \"Notes\" (\"Text\") VALUES ('one'), ('two')");
    }

    public async Task DisposeAsync()
    {
        await _context.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("CREATE VIEW latest AS SELECT max(\"Id\") AS id FROM \"Notes\"", "DROP VIEW latest", "view latest")]
    [InlineData("CREATE INDEX by_hand ON \"Notes\" ((\"Id\" % 10))", "DROP INDEX by_hand", "index by_hand")]
    [InlineData("CREATE TABLE copies (id int REFERENCES \"Notes\")", "DROP TABLE copies", "constraint copies_id_fkey")]
    [InlineData("GRANT SELECT (\"Id\") ON \"Notes\" TO PUBLIC", "REVOKE SELECT (\"Id\") ON \"Notes\" FROM PUBLIC", "grants on column Id")]
    public async Task Stops_at_what_stands_on_the_old_column(string create, string drop, string named)
    {
        await UpAsync(Phase.Expand);
        await _database.ExecuteAsync(create);

        var error = await Assert.ThrowsAsync<PostgresException>(() => UpAsync(Phase.Switch));
        Assert.StartsWith("EFP2080", error.MessageText, StringComparison.Ordinal);
        Assert.Contains(named, error.MessageText, StringComparison.Ordinal);
        Assert.Equal("integer", await ScalarAsync(TypeOfId));

        await _database.ExecuteAsync(drop);
        await RunAsync(Swap(Phase.Switch, up: true));
        Assert.Equal("bigint", await ScalarAsync(TypeOfId));
    }

    [Fact]
    public async Task Numbers_go_on_and_come_back_while_they_fit()
    {
        await _database.ExecuteAsync("GRANT SELECT ON SEQUENCE \"Notes_Id_seq\" TO PUBLIC");
        var grants = await ScalarAsync("SELECT relacl::text FROM pg_class WHERE relname = 'Notes_Id_seq'");
        await UpAsync(Phase.Expand);
        await UpAsync(Phase.Switch);
        Assert.Equal(3L, await ScalarAsync("INSERT INTO \"Notes\" (\"Text\") VALUES ('three') RETURNING \"Id\""));
        Assert.Equal(grants, await ScalarAsync("SELECT relacl::text FROM pg_class WHERE relname = 'Notes_Id_seq'"));

        await _database.ExecuteAsync("INSERT INTO \"Notes\" (\"Id\", \"Text\") VALUES (5000000000, 'far'); SELECT setval('\"Notes_Id_seq\"', 5000000001)");
        var rows = await Assert.ThrowsAsync<PostgresException>(() => DownAsync(Phase.Switch));
        Assert.StartsWith("EFP2040: 1 rows of 'Notes' hold values of 'Id'", rows.MessageText, StringComparison.Ordinal);
        Assert.Contains("Id = 5000000000", rows.MessageText, StringComparison.Ordinal);

        await _database.ExecuteAsync("DELETE FROM \"Notes\" WHERE \"Id\" = 5000000000");
        var sequence = await Assert.ThrowsAsync<PostgresException>(() => DownAsync(Phase.Switch));
        Assert.StartsWith("EFP2081", sequence.MessageText, StringComparison.Ordinal);
        Assert.Contains("5000000001", sequence.MessageText, StringComparison.Ordinal);
        Assert.Equal("bigint", await ScalarAsync(TypeOfId));

        await _database.ExecuteAsync("SELECT setval('\"Notes_Id_seq\"', 3)");
        await RunAsync(Swap(Phase.Switch, up: false));
        Assert.Equal("integer", await ScalarAsync(TypeOfId));
        Assert.Equal(4, await ScalarAsync("INSERT INTO \"Notes\" (\"Text\") VALUES ('four') RETURNING \"Id\""));
        Assert.Equal(grants, await ScalarAsync("SELECT relacl::text FROM pg_class WHERE relname = 'Notes_Id_seq'"));
    }

    [Fact]
    public async Task Sessions_that_have_compiled_a_trigger_go_on()
    {
        await _database.ExecuteAsync(
            """
            CREATE TABLE log (id bigint);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql COST 7 AS $$ BEGIN INSERT INTO log VALUES (NEW."Id"); RETURN NEW; END $$;
            CREATE TRIGGER note AFTER INSERT ON "Notes" FOR EACH ROW EXECUTE FUNCTION note();
            """);
        await using var session = await _database.OpenAsync();
        await UpAsync(Phase.Expand);
        await session.ExecuteAsync("INSERT INTO \"Notes\" (\"Text\") VALUES ('before')");
        await UpAsync(Phase.Switch);
        await session.ExecuteAsync("INSERT INTO \"Notes\" (\"Id\", \"Text\") VALUES (5000000000, 'after')");

        Assert.Equal(5000000000L, await ScalarAsync("SELECT max(id) FROM log"));
        Assert.Null(await ScalarAsync("SELECT \"Id_swap\" FROM \"Notes\" WHERE \"Id\" = 5000000000"));
        Assert.Equal(7f, await ScalarAsync("SELECT procost FROM pg_proc WHERE proname = 'note'"));
    }

    [Fact]
    public async Task Swapping_again_does_nothing()
    {
        await UpAsync(Phase.Expand);
        await UpAsync(Phase.Switch);
        await RunAsync(Swap(Phase.Switch, up: true));
        Assert.Equal("bigint", await ScalarAsync(TypeOfId));
    }

    private static void Notes<TKey>(ModelBuilder model) => model.Entity("App.Note", e =>
    {
        e.ToTable("Notes");
        e.Property<TKey>("Id");
        e.HasKey("Id");
        e.Property<string>("Text").HasMaxLength(40);
    });

    private PlannedMigration Of(Phase phase) => _plan.Migrations.Single(m => m.Phase == phase);

    private MigrationOperation Swap(Phase phase, bool up) => (up ? Of(phase).Up : Of(phase).Down).Single(o => o is SwapColumnsOperation);

    private Task UpAsync(Phase phase) => RunAsync([.. Of(phase).Up]);

    private Task DownAsync(Phase phase) => RunAsync([.. Of(phase).Down]);

    private async Task RunAsync(params MigrationOperation[] operations)
    {
        await using var connection = await _database.OpenAsync();
        foreach (var command in operations.SelectMany(o => _context.GetService<IMigrationsSqlGenerator>().Generate([o])))
            await connection.ExecuteAsync(command.CommandText);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = await _database.OpenAsync();
        return await connection.ScalarAsync(sql);
    }
}
