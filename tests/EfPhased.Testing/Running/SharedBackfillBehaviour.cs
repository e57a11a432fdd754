using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>Several workers fill a table together, here and elsewhere; whoever dies, every row is filled once.</summary>
public abstract class SharedBackfillBehaviour(TestServer server)
{
    private const string Filled = "SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\"";
    private static readonly RunSettings Shared = RunningFixture.Impatient with { Workers = 3, RangeChunks = 1, LockAttempts = 30 };

    [Fact]
    public async Task Each_row_is_filled_by_one_of_them()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 20_000);
        RecordingObserver observer = new() { On = e => CountFills(fixture, e) };
        await fixture.ApplyAsync(Phase.Expand, observer, Shared);
        await AssertFilledOnceAsync(fixture, 20_000);
    }

    [Fact]
    public async Task Another_machine_joins_while_another_run_is_refused()
    {
        const int Rows = 6_000;
        await using var fixture = await RunningFixture.WithPeopleAsync(server, Rows);
        await using var writer = await fixture.Database.OpenAsync();
        Task? other = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                CountFills(fixture, e);
                if (IsBackfill(e))
                {
                    writer.ExecuteAsync(fixture.IsPostgreSql ? "BEGIN" : "START TRANSACTION").GetAwaiter().GetResult();
                    writer.ExecuteAsync(fixture.Sql("SELECT \"Id\" FROM \"People\" WHERE \"Id\" = 1 FOR UPDATE")).GetAwaiter().GetResult();
                }

                if (e is LockRetry && other is null)
                    other = Task.Run(JoinAsync);
            },
        };
        await fixture.ApplyAsync(Phase.Expand, observer, Shared with { Workers = 1 });
        await other!;
        await AssertFilledOnceAsync(fixture, Rows);

        async Task JoinAsync()
        {
            var refused = await Assert.ThrowsAsync<PhasedException>(() => fixture.BackfillAsync());
            Assert.Equal("EFP2003", refused.Code);
            var joined = JoinedAsync(fixture, Shared with { Workers = 2 });

            // The run's own worker has nothing but the range with the locked row.
            for (var until = DateTime.UtcNow.AddMinutes(1); long.Parse((await fixture.ScalarAsync(Filled))!, System.Globalization.CultureInfo.InvariantCulture) < Rows - 500; await Task.Delay(50))
                Assert.True(DateTime.UtcNow < until, "Those who have joined fill nothing.");
            Assert.True(Assert.Single((await fixture.StatusAsync()).Backfills).Workers.Count(w => !w.IsStalled) >= 3);
            await writer.ExecuteAsync("COMMIT");
            await joined;
        }
    }

    [Fact]
    public async Task Ranges_of_workers_that_have_died_are_taken_over()
    {
        const int Rows = 30_000;
        await using var fixture = await WithRangesLeftAsync(Rows);
        var interrupted = Assert.Single((await fixture.StatusAsync()).Backfills);
        Assert.InRange(interrupted.RowsDone, 1, Rows - 1);

        // As the clock would in half a minute.
        await fixture.ExecuteAsync("UPDATE \"__EFPhasedWorker\" SET heartbeat_at = heartbeat_at - " + (fixture.IsPostgreSql ? "interval '31 seconds'" : "INTERVAL 31 SECOND"));
        Assert.Equal(BackfillState.Stalled, Assert.Single((await fixture.StatusAsync()).Backfills).State);

        // Nobody runs: those who join do the work, and the next run has only to compare.
        await JoinedAsync(fixture, Shared with { Workers = 2 });
        Assert.Equal(Rows, Assert.Single((await fixture.StatusAsync()).Backfills).RowsDone);
        await fixture.BackfillAsync();
        await AssertFilledOnceAsync(fixture, Rows);
    }

    [Fact]
    public async Task A_run_by_itself_ends_what_several_have_begun()
    {
        const int Rows = 30_000;
        await using var fixture = await RunningFixture.WithPeopleAsync(server, Rows);
        await InterruptedAsync(fixture);
        await fixture.BackfillAsync();
        await AssertFilledOnceAsync(fixture, Rows);
    }

    [Fact]
    public async Task All_of_them_pause_and_end_when_somebody_says_so()
    {
        const int Rows = 20_000;
        await using var fixture = await RunningFixture.WithPeopleAsync(server, Rows);
        await using var context = RenameContext.Open(fixture.Database);
        var steering = RunningFixture.Runner(context, null, null);
        RecordingObserver observer = new()
        {
            On = e =>
            {
                CountFills(fixture, e);
                if (IsBackfill(e))
                    BackfillBehaviour.PauseSoon(fixture);
                if (e is BackfillPaused)
                    steering.SetBackfillStateAsync(RenameContext.Change, BackfillCommand.Cancel, CancellationToken.None).GetAwaiter().GetResult();
            },
        };
        Assert.Equal("EFP2015", (await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, observer, Shared))).Code);
        var cancelled = Assert.Single((await fixture.StatusAsync()).Backfills);
        Assert.Equal(BackfillState.Cancelled, cancelled.State);
        Assert.InRange(cancelled.RowsDone, 1, Rows - 1);
        Assert.Equal(cancelled.RowsDone.ToString(System.Globalization.CultureInfo.InvariantCulture), await fixture.ScalarAsync(Filled));
        await fixture.ExecuteAsync("DROP TRIGGER \"test_pause\"" + (fixture.IsPostgreSql ? " ON \"__EFPhasedBackfill\"" : ""));

        await fixture.BackfillAsync();
        await AssertFilledOnceAsync(fixture, Rows);
    }

    [Fact]
    public async Task Nobody_joins_where_one_works_alone()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        Assert.Equal("EFP2023", (await Assert.ThrowsAsync<PhasedException>(() => JoinedAsync(fixture, Shared))).Code);
        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("EFP2023", (await Assert.ThrowsAsync<PhasedException>(() => JoinedAsync(fixture, Shared))).Code);
    }

    private static async Task JoinedAsync(RunningFixture fixture, RunSettings settings)
    {
        await using var context = RenameContext.Open(fixture.Database);
        await RunningFixture.Runner(context, null, settings).JoinBackfillAsync(RenameContext.Change, CancellationToken.None);
    }

    private static bool IsBackfill(RunEvent e) => e is StepStarted { Description: var step } && step.StartsWith("backfill", StringComparison.Ordinal);

    // Nobody but the backfill updates rows here.
    private static void CountFills(RunningFixture fixture, RunEvent e)
    {
        if (!IsBackfill(e))
            return;
        fixture.ExecuteAsync("CREATE TABLE fills (id int)").GetAwaiter().GetResult();
        fixture.ExecuteAsync(fixture.IsPostgreSql
            ? """
              CREATE FUNCTION test_fills() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO fills VALUES (NEW."Id"); RETURN NULL; END $f$;
              CREATE TRIGGER test_fills AFTER UPDATE ON "People" FOR EACH ROW EXECUTE FUNCTION test_fills()
              """
            : "CREATE TRIGGER test_fills AFTER UPDATE ON \"People\" FOR EACH ROW INSERT INTO fills VALUES (NEW.\"Id\")").GetAwaiter().GetResult();
    }

    /// <summary>A backfill whose workers have died with ranges of theirs half done, rather than all of them between two ranges.</summary>
    private async Task<RunningFixture> WithRangesLeftAsync(int rows)
    {
        const int Attempts = 10;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var fixture = await RunningFixture.WithPeopleAsync(server, rows);
            await InterruptedAsync(fixture);
            if (await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedRange\"") != "0")
                return fixture;
            await fixture.DisposeAsync();
        }

        throw new InvalidOperationException($"In {Attempts} attempts all workers died between two ranges.");
    }

    /// <summary>Begins with several workers, all of whose sessions end in the middle.</summary>
    private static async Task InterruptedAsync(RunningFixture fixture)
    {
        Task? killer = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                CountFills(fixture, e);
                if (IsBackfill(e))
                    killer = Task.Run(() => BackfillBehaviour.EndRunAfterFirstChunksAsync(fixture));
            },
        };
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, observer, Shared));
        await killer!;
    }

    private static async Task AssertFilledOnceAsync(RunningFixture fixture, int rows)
    {
        var expected = rows.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, await fixture.ScalarAsync(Filled));
        Assert.Equal(expected, await fixture.ScalarAsync("SELECT COUNT(*) FROM fills"));
        Assert.Equal(expected, await fixture.ScalarAsync("SELECT COUNT(DISTINCT id) FROM fills"));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedRange\""));
        var backfill = Assert.Single((await fixture.StatusAsync()).Backfills);
        Assert.Equal((BackfillState.Verified, rows, 0L), (backfill.State, backfill.RowsDone, backfill.RowsDiffering));
    }
}
