using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>What a backfill writes goes to the disk as it is written; a checkpoint that finds it all would make every commit wait.</summary>
public sealed class WriteOutTests
{
    [Fact]
    public async Task The_run_asks_for_it()
    {
        await using var fixture = await WithWitnessAsync();
        await fixture.ApplyAsync(Phase.Expand);
        await RequireSeenAsync(fixture);
    }

    [Fact]
    public async Task Behind_a_pooler_each_transaction_asks_for_it()
    {
        await using var fixture = await WithWitnessAsync();
        await using var pooler = await PgBouncer.StartAsync(fixture.Database.ConnectionString);
        await using (var context = RenameContext.Open(new TestDatabase(PostgreSqlServer.Instance, fixture.Database.Name, pooler.ConnectionString)))
            await RunningFixture.Runner(context, null, null).ApplyAsync(Phase.Expand, RenameContext.Change, CancellationToken.None);
        await RequireSeenAsync(fixture);
        NpgsqlConnection.ClearAllPools();
    }

    [Fact]
    public async Task The_script_asks_for_it()
    {
        await using var fixture = await WithWitnessAsync();
        await fixture.RunScriptsAsync("1-expand.sql", "2-backfill.sql");
        await RequireSeenAsync(fixture);
    }

    // The trigger fires in whatever session writes the rows.
    private static async Task<RunningFixture> WithWitnessAsync()
    {
        var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance, people: 100);
        await fixture.ExecuteAsync(
            """
            CREATE TABLE "Seen" ("FlushAfter" text);
            CREATE FUNCTION "See"() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN INSERT INTO "Seen" VALUES (current_setting('backend_flush_after')); RETURN NULL; END$$;
            CREATE TRIGGER "See" AFTER UPDATE ON "People" FOR EACH ROW EXECUTE FUNCTION "See"()
            """);
        return fixture;
    }

    private static async Task RequireSeenAsync(RunningFixture fixture)
        => Assert.Equal("256kB of 100", await fixture.ScalarAsync("SELECT string_agg(DISTINCT \"FlushAfter\", ', ') || ' of ' || count(*) FROM \"Seen\""));
}
