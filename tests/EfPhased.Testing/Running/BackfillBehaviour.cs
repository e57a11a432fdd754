using System.Globalization;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>Backfills pass every row once, whatever happens meanwhile.</summary>
public abstract class BackfillBehaviour(TestServer server)
{
    private const string Filled = "SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\"";

    [Fact]
    public async Task A_backfill_of_many_chunks_fills_every_row()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 30_000);
        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("30000", await fixture.ScalarAsync(Filled));

        var backfill = Assert.Single((await fixture.StatusAsync()).Backfills);
        Assert.Equal((BackfillState.Verified, 30_000L, 0L), (backfill.State, backfill.RowsDone, backfill.RowsDiffering));
    }

    [Fact]
    public async Task A_pause_holds_it_and_a_cancel_ends_it_at_its_cursor()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 5_000);
        await using var context = RenameContext.Open(fixture.Database);
        var steering = RunningFixture.Runner(context, null, null);
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var step } && step.StartsWith("backfill", StringComparison.Ordinal))
                    PauseSoon(fixture);
                if (e is BackfillPaused)
                    steering.SetBackfillStateAsync(RenameContext.Change, BackfillCommand.Cancel, CancellationToken.None).GetAwaiter().GetResult();
            },
        };
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, observer));
        Assert.Equal("EFP2015", error.Code);
        Assert.Equal(BackfillState.Cancelled, Assert.Single((await fixture.StatusAsync()).Backfills).State);
        await fixture.ExecuteAsync("DROP TRIGGER \"test_pause\"" + (fixture.IsPostgreSql ? " ON \"__EFPhasedBackfill\"" : ""));

        Assert.Equal([RenameContext.Expand], await fixture.BackfillAsync());
        Assert.Equal("5000", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task There_is_nothing_to_steer_before_a_backfill_begins()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await using var context = RenameContext.Open(fixture.Database);
        var error = await Assert.ThrowsAsync<PhasedException>(
            () => RunningFixture.Runner(context, null, null).SetBackfillStateAsync(null, BackfillCommand.Pause, CancellationToken.None));
        Assert.Equal("EFP2016", error.Code);
    }

    [Fact]
    public async Task A_row_that_cannot_be_filled_is_named()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 2_000);
        var bad = fixture.IsPostgreSql
            ? "ALTER TABLE \"People\" ADD CONSTRAINT no_1234 CHECK (\"Id\" <> 1234 OR \"FullName\" IS NULL)"
            : "ALTER TABLE \"People\" ADD CONSTRAINT no_1234 CHECK (\"Id\" <> 1234 OR \"FullName\" IS NULL)";
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepDone { Number: 1 })
                    fixture.ExecuteAsync(bad).GetAwaiter().GetResult();
            },
        };
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, observer));
        Assert.Equal("EFP2006", error.Code);
        Assert.Contains("Id=1234", error.Message, StringComparison.Ordinal);
        Assert.Equal("1233", await fixture.ScalarAsync(Filled));

        await fixture.ExecuteAsync("ALTER TABLE \"People\" DROP CONSTRAINT no_1234");
        await fixture.BackfillAsync();
        Assert.Equal("2000", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task It_waits_for_locked_rows_and_lets_the_application_go_first()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 2_000);
        await using var writer = await fixture.Database.OpenAsync();
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var step } && step.StartsWith("backfill", StringComparison.Ordinal))
                {
                    writer.ExecuteAsync(fixture.IsPostgreSql ? "BEGIN" : "START TRANSACTION").GetAwaiter().GetResult();
                    writer.ExecuteAsync(fixture.Sql("UPDATE \"People\" SET \"Name\" = 'Locked' WHERE \"Id\" = 900")).GetAwaiter().GetResult();
                }

                if (e is LockRetry { Attempt: 2 })
                    writer.ExecuteAsync("COMMIT").GetAwaiter().GetResult();
            },
        };
        await fixture.ApplyAsync(Phase.Expand, observer, new RunSettings());
        Assert.Equal("Locked", await fixture.ScalarAsync("SELECT \"FullName\" FROM \"People\" WHERE \"Id\" = 900"));
        Assert.Equal("2000", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task It_goes_on_at_its_cursor_when_the_server_ends_the_session()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 30_000);
        Task? killer = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var step } && step.StartsWith("backfill", StringComparison.Ordinal))
                    killer = Task.Run(() => EndRunAfterFirstChunksAsync(fixture));
            },
        };
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, observer));
        await killer!;
        var done = Assert.Single((await fixture.StatusAsync()).Backfills);
        Assert.InRange(done.RowsDone, 1, 29_999);
        Assert.Equal(done.RowsDone.ToString(CultureInfo.InvariantCulture), await fixture.ScalarAsync(Filled));

        await fixture.BackfillAsync();
        Assert.Equal("30000", await fixture.ScalarAsync(Filled));
        Assert.Equal(30_000, Assert.Single((await fixture.StatusAsync()).Backfills).RowsDone);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_comparison_that_was_interrupted_goes_on_where_it_was(bool killed)
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 30_000);
        RecordingObserver first = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var step } && step.StartsWith("backfill", StringComparison.Ordinal))
                    CancelInComparison(fixture);
            },
        };
        Assert.Equal("EFP2015", (await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, first))).Code);

        // A run that is killed has no time to say that it ends.
        if (killed)
            await fixture.ExecuteAsync("UPDATE \"__EFPhasedBackfill\" SET state = 'filled'");
        const string Begun = "SELECT started_at FROM \"__EFPhasedBackfill\"";
        var begun = await fixture.ScalarAsync(Begun);

        // The comparison stands still like the fill, and goes on.
        await using var context = RenameContext.Open(fixture.Database);
        var steering = RunningFixture.Runner(context, null, null);
        await steering.SetBackfillStateAsync(RenameContext.Change, BackfillCommand.Pause, CancellationToken.None);
        RecordingObserver second = new()
        {
            On = e =>
            {
                if (e is BackfillPaused)
                    steering.SetBackfillStateAsync(RenameContext.Change, BackfillCommand.Resume, CancellationToken.None).GetAwaiter().GetResult();
            },
        };
        await fixture.ApplyAsync(Phase.Expand, second);
        Assert.Contains(second.Of<Notice>(), n => n.Text.Contains("comparison of 'People' goes on after Id=20000", StringComparison.Ordinal));
        Assert.Single(second.Of<BackfillResumed>());
        Assert.Equal(begun, await fixture.ScalarAsync(Begun));
        var backfill = Assert.Single((await fixture.StatusAsync()).Backfills);
        Assert.Equal((BackfillState.Verified, 30_000L, 0L), (backfill.State, backfill.RowsDone, backfill.RowsDiffering));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedVerification\""));
    }

    [Fact]
    public async Task A_composite_key_is_passed_in_its_order()
    {
        await using var fixture = await RunningFixture.EmptyAsync(server);
        await using var context = KeysContext.Open(fixture.Database);
        await context.Database.MigrateAsync(KeysContext.Initial);
        await fixture.ExecuteAsync(KeysContext.InsertLines(fixture.IsPostgreSql));
        await RunningFixture.Runner(context, null, null).ApplyAsync(Phase.Expand, null, CancellationToken.None);

        Assert.Equal("6000", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"Lines\" WHERE \"Upper\" = UPPER(\"Code\")"));
        Assert.Equal("3000", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"Tokens\" WHERE \"Upper\" = UPPER(\"Code\")"));
        Assert.Equal("6000", await fixture.ScalarAsync("SELECT rows_done FROM \"__EFPhasedBackfill\" WHERE table_name = 'Lines'"));
        Assert.Equal("3000", await fixture.ScalarAsync("SELECT rows_done FROM \"__EFPhasedBackfill\" WHERE table_name = 'Tokens'"));
    }

    internal static async Task EndRunAfterFirstChunksAsync(RunningFixture fixture)
    {
        while (await fixture.ScalarAsync("SELECT SUM(rows_done) FROM \"__EFPhasedBackfill\"") is null or "" or "0")
            await Task.Delay(1);

        await using var connection = await fixture.Database.OpenAsync();
        var sessions = await connection.RowsAsync(fixture.IsPostgreSql
            ? "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            : "SELECT ID FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()");
        foreach (var session in sessions)
            await connection.ExecuteAsync(fixture.IsPostgreSql ? $"SELECT pg_terminate_backend({session[0]})" : $"KILL {session[0]}");
    }

    // After the comparison's first chunk.
    private static void CancelInComparison(RunningFixture fixture)
        => fixture.ExecuteAsync(fixture.IsPostgreSql
            ? """
              CREATE FUNCTION test_cancel() RETURNS trigger LANGUAGE plpgsql AS $f$
              BEGIN UPDATE "__EFPhasedBackfill" SET desired_state = 'cancel'; RETURN NULL; END $f$;
              CREATE TRIGGER test_cancel AFTER INSERT ON "__EFPhasedVerification" FOR EACH ROW EXECUTE FUNCTION test_cancel()
              """
            : "CREATE TRIGGER test_cancel AFTER INSERT ON \"__EFPhasedVerification\" FOR EACH ROW UPDATE \"__EFPhasedBackfill\" SET desired_state = 'cancel'")
            .GetAwaiter().GetResult();

    // After its first chunk, as somebody at another terminal would.
    internal static void PauseSoon(RunningFixture fixture)
        => fixture.ExecuteAsync(fixture.IsPostgreSql
            ? """
              CREATE FUNCTION test_pause() RETURNS trigger LANGUAGE plpgsql AS $f$
              BEGIN NEW.desired_state := CASE WHEN OLD.rows_done = 0 AND NEW.rows_done > 0 THEN 'pause' ELSE NEW.desired_state END; RETURN NEW; END $f$;
              CREATE TRIGGER test_pause BEFORE UPDATE ON "__EFPhasedBackfill" FOR EACH ROW EXECUTE FUNCTION test_pause()
              """
            : """
              CREATE TRIGGER test_pause BEFORE UPDATE ON "__EFPhasedBackfill" FOR EACH ROW
              SET NEW.desired_state = CASE WHEN OLD.rows_done = 0 AND NEW.rows_done > 0 THEN 'pause' ELSE NEW.desired_state END
              """).GetAwaiter().GetResult();
}
