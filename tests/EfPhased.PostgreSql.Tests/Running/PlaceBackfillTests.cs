using System.Data.Common;
using System.Globalization;
using EfPhased.Backfills;
using EfPhased.Design.Emit.Scripts;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>A table without a key is filled along where its rows lie.</summary>
public sealed class PlaceBackfillTests
{
    private const int Rows = 20_000;
    private const int ChunkRows = 2_000;
    private const string Passed = "SELECT last_key::json ->> 0 FROM \"__EFPhasedVerification\"";
    private const string Place = "SELECT ctid::text FROM \"Log\" WHERE \"Number\" = 19999";
    private const string Unfilled = "SELECT COUNT(*) FROM \"Log\" WHERE \"Upper\" IS DISTINCT FROM UPPER(\"Code\")";

    [Fact]
    public async Task Every_row_is_filled_in_chunks()
    {
        await using var fixture = await LogAsync();
        await using var context = LogContext.Open(fixture.Database);
        await RunningFixture.Runner(context, null, null).ApplyAsync(Phase.Expand, null, CancellationToken.None);
        Assert.Equal("0", await fixture.ScalarAsync(Unfilled));
        Assert.Equal(Rows.ToString(CultureInfo.InvariantCulture), await fixture.ScalarAsync("SELECT rows_done FROM \"__EFPhasedBackfill\""));
        Assert.Equal("verified", await fixture.ScalarAsync("SELECT state FROM \"__EFPhasedBackfill\""));
    }

    [Fact]
    public async Task A_chunk_reads_its_own_pages_alone()
    {
        await using var fixture = await LogAsync();
        var plan = await fixture.ScalarAsync("SET plan_cache_mode = force_generic_plan; PREPARE chunk (text, text) AS "
            + "UPDATE \"Log\" SET \"Code\" = \"Code\" WHERE (\"ctid\") > (CAST($1 AS tid)) AND (\"ctid\") <= (CAST($2 AS tid)); "
            + "EXPLAIN (FORMAT JSON) EXECUTE chunk ('(5,0)', '(9,0)')");
        Assert.Contains("\"Tid Range Scan\"", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_writers_move_behind_it_are_met_by_another_pass()
    {
        await using var fixture = await LogAsync();
        await using var context = LogContext.Open(fixture.Database);

        // The first page is emptied and free again before the fill; the last rows move there once it has passed.
        await fixture.ExecuteAsync("DELETE FROM \"Log\" WHERE ctid < '(40,0)'");
        await VacuumAsync(fixture);
        var left = await fixture.ScalarAsync("SELECT COUNT(*) FROM \"Log\"");
        await fixture.ExecuteAsync("""
            CREATE TABLE moved (pages text);
            CREATE FUNCTION test_move() RETURNS trigger LANGUAGE plpgsql AS $f$
            BEGIN
                IF OLD.rows_done = 0 AND NEW.rows_done > 0 AND NOT EXISTS (SELECT FROM moved) THEN
                    UPDATE "Log" SET "Note" = 'moved' WHERE "Number" > 19900;
                    INSERT INTO moved SELECT max(ctid)::text FROM "Log" WHERE "Note" = 'moved';
                END IF;
                RETURN NEW;
            END $f$
            """);
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var step } && step.StartsWith("backfill", StringComparison.Ordinal))
                    fixture.ExecuteAsync("CREATE TRIGGER test_move BEFORE UPDATE ON \"__EFPhasedBackfill\" FOR EACH ROW EXECUTE FUNCTION test_move()").GetAwaiter().GetResult();
            },
        };
        await RunningFixture.Runner(context, observer, null).ApplyAsync(Phase.Expand, null, CancellationToken.None);

        Assert.Contains(observer.Of<Notice>(), n => n.Text.Contains("looked for again", StringComparison.Ordinal));
        Assert.Equal("0", await fixture.ScalarAsync(Unfilled));
        Assert.Equal(left, await fixture.ScalarAsync("SELECT COUNT(*) FROM \"Log\""));
        Assert.Equal("verified", await fixture.ScalarAsync("SELECT state FROM \"__EFPhasedBackfill\""));
    }

    [Fact]
    public async Task Chunks_stay_large_where_few_rows_need_anything()
    {
        await using var fixture = await FilledAsync();
        await fixture.ExecuteAsync("UPDATE \"Log\" SET \"Upper\" = NULL WHERE \"Number\" % 100 = 0");
        await fixture.ExecuteAsync("""
            CREATE TABLE chunks (rows_done bigint);
            CREATE FUNCTION test_count() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO chunks VALUES (NEW.rows_done); RETURN NULL; END $f$;
            CREATE TRIGGER test_count AFTER UPDATE OF last_key ON "__EFPhasedBackfill" FOR EACH ROW EXECUTE FUNCTION test_count()
            """);
        await using var context = LogContext.Open(fixture.Database);
        await RunningFixture.Runner(context, null, null).BackfillAsync("Log", CancellationToken.None);
        Assert.Equal("0", await fixture.ScalarAsync(Unfilled));

        // It begins with 500 rows, and the least are 50.
        Assert.InRange(int.Parse((await fixture.ScalarAsync("SELECT COUNT(*) FROM chunks"))!, CultureInfo.InvariantCulture), 1, Rows / 200);
    }

    [Fact]
    public async Task A_comparison_that_was_interrupted_goes_on_where_it_was()
    {
        await using var fixture = await FilledAsync();
        await using var connection = await fixture.Database.OpenAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => CompareAsync(fixture, connection, beforeChunk: InterruptAtThird));
        var left = await fixture.ScalarAsync($"SELECT COUNT(*) FROM \"Log\" WHERE ctid > ({Passed})::tid");

        RecordingObserver observer = new();
        long compared = 0;
        Assert.Equal(0, (await CompareAsync(fixture, connection, observer, onProgress: rows => compared = rows)).Count);
        Assert.Contains("goes on after ctid=(", Assert.Single(observer.Of<Notice>()).Text, StringComparison.Ordinal);
        Assert.Equal(left, compared.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedVerification\""));
    }

    [Theory]
    [InlineData("UPDATE \"Log\" SET \"Note\" = repeat('moved ', 100) WHERE \"Number\" = 19999", false)]
    [InlineData("UPDATE \"Log\" SET \"Note\" = repeat('moved ', 100) WHERE \"Number\" = 19999", true)]
    [InlineData("VACUUM FULL \"Log\"", false)]
    [InlineData("VACUUM FULL \"Log\"", true)]
    public async Task A_comparison_meets_a_row_that_comes_to_lie_behind_it(string move, bool interrupted)
    {
        await using var fixture = await FilledAsync();
        await using var connection = await fixture.Database.OpenAsync();

        // A page without room for another version of the row, and eighty that are empty.
        await fixture.ExecuteAsync("UPDATE \"Log\" SET \"Upper\" = NULL WHERE \"Number\" = 19999");
        await fixture.ExecuteAsync("INSERT INTO \"Log\" (\"Number\", \"Code\", \"Upper\") SELECT i, 'code', 'CODE' FROM generate_series(20001, 22000) i");
        await VacuumAsync(fixture);
        await fixture.ExecuteAsync("VACUUM FULL \"Log\"");
        await fixture.ExecuteAsync("DELETE FROM \"Log\" WHERE ctid < '(80,0)'");
        await VacuumAsync(fixture);
        var before = await fixture.ScalarAsync(Place);
        string? passed = null;

        RowsDiffering differing;
        if (interrupted)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => CompareAsync(fixture, connection, beforeChunk: InterruptAtThird));
            await MoveAsync();
            differing = await CompareAsync(fixture, connection);
        }
        else
        {
            differing = await CompareAsync(fixture, connection, beforeChunk: chunk => chunk == 3 ? MoveAsync() : Task.CompletedTask);
        }

        var after = await fixture.ScalarAsync(Place);
        Assert.True(Page(after) < Page(passed) && Page(passed) < Page(before), $"{before} has become {after}; {passed} was passed.");
        Assert.Equal((1, $"ctid={after}"), (differing.Count, Assert.Single(differing.Keys)));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedVerification\""));

        async Task MoveAsync()
        {
            passed = await fixture.ScalarAsync(Passed);
            await fixture.ExecuteAsync(move);
        }

        static int Page(string? place) => int.Parse(place!.TrimStart('(').Split(',')[0], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_row_that_cannot_be_filled_is_named_by_its_place()
    {
        await using var fixture = await LogAsync();
        await using var context = LogContext.Open(fixture.Database);
        await fixture.ExecuteAsync("UPDATE \"Log\" SET \"Code\" = repeat('x', 60) WHERE \"Number\" = 777");
        var place = await fixture.ScalarAsync("SELECT ctid::text FROM \"Log\" WHERE \"Number\" = 777");
        var error = await Assert.ThrowsAsync<PhasedException>(
            () => RunningFixture.Runner(context, null, null).ApplyAsync(Phase.Expand, null, CancellationToken.None));
        Assert.Equal("EFP2006", error.Code);
        Assert.Contains($"ctid={place}", error.Message, StringComparison.Ordinal);

        await fixture.ExecuteAsync("UPDATE \"Log\" SET \"Code\" = 'short' WHERE \"Number\" = 777");
        await RunningFixture.Runner(context, null, null).ApplyAsync(Phase.Expand, null, CancellationToken.None);
        Assert.Equal("0", await fixture.ScalarAsync(Unfilled));
    }

    [Theory]
    [InlineData("CREATE TABLE child () INHERITS (\"Log\")", "inherit")]
    [InlineData("ALTER TABLE \"Log\" RENAME TO logs; CREATE TABLE \"Log\" (LIKE logs) PARTITION BY RANGE (\"Number\")", "partitions")]
    public async Task Where_places_say_nothing_it_is_refused(string ddl, string reason)
    {
        await using var fixture = await LogAsync();
        await using var context = LogContext.Open(fixture.Database);
        await fixture.ExecuteAsync(ddl);
        var error = await Assert.ThrowsAsync<PhasedException>(
            () => RunningFixture.Runner(context, null, null).ApplyAsync(Phase.Expand, null, CancellationToken.None));
        Assert.Equal("EFP2022", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_SQL_alone_it_fills_every_row_too()
    {
        await using var fixture = await LogAsync();
        await using var context = LogContext.Open(fixture.Database);
        await fixture.ExecuteAsync("ALTER TABLE \"Log\" ADD COLUMN \"Upper\" varchar(40)");
        var writer = RunServices.From(context).Writer;
        var block = Assert.Single(writer.Write(new BackfillOperation { Change = "Log", Table = "Log", Key = ["ctid"], Values = LogContext.Values }));
        await fixture.ExecuteAsync(block.Sql);
        Assert.Equal("0", await fixture.ScalarAsync(Unfilled));
    }

    [Fact]
    public async Task A_script_fills_every_row_too()
    {
        await using var fixture = await LogAsync();
        await using var context = LogContext.Open(fixture.Database);
        var folder = Directory.CreateTempSubdirectory("efphased-scripts").FullName;
        try
        {
            var bundle = Assert.Single(new ScriptEmitter(RunServices.From(context)).Write("Log", folder).Bundles);
            foreach (var script in new[] { "1-expand.sql", "2-backfill.sql", "2-backfill.sql" })
                (await fixture.Database.RunScriptAsync(Path.Combine(bundle.Folder, script))).Succeeds();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Equal("0", await fixture.ScalarAsync(Unfilled));
        Assert.Equal("verified", await fixture.ScalarAsync("SELECT state FROM \"__EFPhasedBackfill\""));
    }

    /// <summary>
    /// Vacuums once nobody can see an older version of a row any more: an automatic ANALYZE of any table is enough
    /// that VACUUM, and VACUUM FULL too, keeps them, and another table than the test means comes out.
    /// </summary>
    private static async Task VacuumAsync(RunningFixture fixture)
    {
        var now = await fixture.ScalarAsync("SELECT txid_current() % 4294967296");
        var older = "SELECT COUNT(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            + $"AND (datname IS NULL OR datname = current_database()) AND age(backend_xmin) >= age('{now}'::xid)";
        var until = DateTime.UtcNow.AddMinutes(1);
        while (await fixture.ScalarAsync(older) != "0")
        {
            Assert.True(DateTime.UtcNow < until, "A snapshot has been open for a minute.");
            await Task.Delay(20);
        }

        await fixture.ExecuteAsync("VACUUM (ANALYZE) \"Log\"");
    }

    private static Task InterruptAtThird(int chunk) => chunk == 3 ? throw new OperationCanceledException() : Task.CompletedTask;

    private static async Task<RowsDiffering> CompareAsync(
        RunningFixture fixture, DbConnection connection, RecordingObserver? observer = null, Func<int, Task>? beforeChunk = null, Action<long>? onProgress = null)
    {
        await using var context = LogContext.Open(fixture.Database);
        var sql = RunServices.From(context).Sql;
        var chunks = 0;
        return await new Verification(connection, sql, observer ?? new RecordingObserver(), new VerificationJournal(connection, sql))
        {
            ChunkRows = ChunkRows,
            BeforeChunk = () => beforeChunk?.Invoke(++chunks) ?? Task.CompletedTask,
            OnProgress = rows =>
            {
                onProgress?.Invoke(rows);
                return Task.CompletedTask;
            },
        }.RunAsync("Log", new RowAgreement("Log", ["ctid"], LogContext.Values), null, CancellationToken.None);
    }

    private static async Task<RunningFixture> FilledAsync()
    {
        var fixture = await LogAsync();
        await using var context = LogContext.Open(fixture.Database);
        await RunningFixture.Runner(context, null, null).ApplyAsync(Phase.Expand, null, CancellationToken.None);
        return fixture;
    }

    private static async Task<RunningFixture> LogAsync()
    {
        var fixture = await RunningFixture.EmptyAsync(PostgreSqlServer.Instance);
        await using var context = LogContext.Open(fixture.Database);
        await context.Database.MigrateAsync(LogContext.Initial);
        await fixture.ExecuteAsync($"INSERT INTO \"Log\" (\"Number\", \"Code\") SELECT i, 'code ' || i FROM generate_series(1, {Rows}) i");
        return fixture;
    }
}
