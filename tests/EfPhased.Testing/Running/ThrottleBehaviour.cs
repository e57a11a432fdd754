using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using EfPhased.Configuration;
using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>Backfills stand still while a signal says so, say why, and go on by themselves.</summary>
public abstract class ThrottleBehaviour(TestServer server)
{
    private const string Filled = "SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\"";

    [Fact]
    public async Task A_query_above_its_limit_stops_it_until_the_value_is_well_below()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 2_000);
        await fixture.ExecuteAsync("CREATE TABLE valve (pressure double precision NOT NULL)");
        await fixture.ExecuteAsync("INSERT INTO valve VALUES (5)");
        BackfillStatus? seen = null;
        var filledBelowLimit = "";
        var resumed = Task.CompletedTask;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is BackfillThrottled && resumed.IsCompleted && seen is null)
                    resumed = Task.Run(ReleaseAsync);
            },
        };

        await fixture.ApplyAsync(Phase.Expand, observer, With(new SignalPolicy { Name = "valve", Sql = "SELECT pressure FROM valve", Limit = 1 }));
        await resumed;
        var reason = observer.Of<BackfillThrottled>().First().Reason;
        Assert.Equal(("valve", "5", "1"), (reason.Signal, reason.Value, reason.Limit));
        Assert.StartsWith("valve: ", seen!.Worker!.WaitsFor, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", seen.Worker.Worker, StringComparison.Ordinal);
        Assert.Equal("0", filledBelowLimit);
        Assert.Single(observer.Of<BackfillResumed>());
        Assert.Equal("2000", await fixture.ScalarAsync(Filled));
        Assert.Equal(2_000, Assert.Single((await fixture.StatusAsync()).Backfills).Worker!.RowsCompared);

        async Task ReleaseAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            seen = Assert.Single((await fixture.StatusAsync()).Backfills);
            await fixture.ExecuteAsync("UPDATE valve SET pressure = 0.9");
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            filledBelowLimit = await fixture.ScalarAsync(Filled);
            await fixture.ExecuteAsync("UPDATE valve SET pressure = 0.6");
        }
    }

    [Fact]
    public async Task A_command_that_fails_stops_it()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var flag = Path.GetTempFileName();
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is BackfillThrottled)
                    File.Delete(flag);
            },
        };
        await fixture.ApplyAsync(Phase.Expand, observer, With(new SignalPolicy { Name = "flag", Command = $"test ! -e '{flag}'" }));
        Assert.Equal("unknown (exit code 1)", Assert.Single(observer.Of<BackfillThrottled>()).Reason.Value);
        Assert.Equal("10", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task An_address_that_does_not_answer_200_stops_it()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        using HttpListener listener = new();
        var address = $"http://127.0.0.1:{FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        var status = 503;
        var answering = Task.Run(async () =>
        {
            while (listener.IsListening)
            {
                try
                {
                    var context = await listener.GetContextAsync();
                    context.Response.StatusCode = Volatile.Read(ref status);
                    context.Response.Close();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        });
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is BackfillThrottled)
                    Volatile.Write(ref status, 200);
            },
        };
        await fixture.ApplyAsync(Phase.Expand, observer, With(new SignalPolicy { Name = "errors", Http = new Uri(address) }));
        listener.Stop();
        await answering;
        Assert.Equal("unknown (status 503)", Assert.Single(observer.Of<BackfillThrottled>()).Reason.Value);
        Assert.Equal("10", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task What_somebody_asked_for_and_cannot_be_read_stops_it_before_it_begins()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var error = await Assert.ThrowsAsync<PhasedException>(
            () => fixture.ApplyAsync(Phase.Expand, settings: With(new SignalPolicy { Name = "queue", Sql = "SELECT length FROM no_such_queue" })));
        Assert.Equal("EFP2102", error.Code);
        Assert.Contains("'queue'", error.Message, StringComparison.Ordinal);
        Assert.Equal("0", await fixture.ScalarAsync(Filled));

        var connection = $"{(fixture.IsPostgreSql ? "Host" : "Server")}=127.0.0.1;Port={FreePort()}";
        var policy = new BackfillPolicy { Replicas = [new ReplicaPolicy("reports", connection)], Limits = NoLimits };
        error = await Assert.ThrowsAsync<PhasedException>(
            () => fixture.ApplyAsync(Phase.Expand, settings: RunningFixture.Impatient with { Backfill = policy }));
        Assert.Equal("EFP2102", error.Code);
        Assert.Contains("replica 'reports'", error.Message, StringComparison.Ordinal);
        Assert.Equal("0", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task The_servers_own_signals_can_be_read()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        RecordingObserver observer = new();
        var limits = new ThrottleLimits { ActiveSessions = 10_000 };
        await fixture.ApplyAsync(Phase.Expand, observer, RunningFixture.Impatient with { Backfill = new BackfillPolicy { Limits = limits } });
        Assert.DoesNotContain(observer.Of<Notice>(), n => n.Text.Contains("without looking", StringComparison.Ordinal));
        Assert.Equal("10", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task A_share_of_the_time_is_left_to_others()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 5_000);

        // The meter counts for all tests of the process; what this one does flows from here.
        AsyncLocal<bool> isMine = new() { Value = true };
        var owed = 0.0;
        using MeterListener listener = new() { InstrumentPublished = (i, l) => { if (i.Name == "efphased.chunk.duration") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => owed += isMine.Value ? Math.Min(3 * seconds, 5) : 0);
        listener.Start();
        Stopwatch step = new();
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var started } && started.StartsWith("backfill", StringComparison.Ordinal))
                    step.Start();
                else if (e is StepDone { Description: var done } && done.StartsWith("backfill", StringComparison.Ordinal))
                    step.Stop();
            },
        };
        await fixture.ApplyAsync(
            Phase.Expand, observer, RunningFixture.Impatient with { Backfill = new BackfillPolicy { Limits = NoLimits, Duty = 0.25 } });

        // The last rest ends a millisecond early at most.
        Assert.True(owed > 0);
        Assert.InRange(step.Elapsed.TotalSeconds, owed / 3 + owed - 0.01, double.PositiveInfinity);
        Assert.Equal("5000", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task A_row_that_cannot_be_filled_is_left_out_when_somebody_has_decided_so_and_still_found()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 2_000);
        long counted = 0;
        using MeterListener listener = new() { InstrumentPublished = (i, l) => { if (i.Name == "efphased.rows_skipped") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((_, rows, _, _) => counted += rows);
        listener.Start();
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepDone { Number: 1 })
                    fixture.ExecuteAsync("ALTER TABLE \"People\" ADD CONSTRAINT no_1234 CHECK (\"Id\" NOT IN (7, 1234) OR \"FullName\" IS NULL)").GetAwaiter().GetResult();
            },
        };
        var error = await Assert.ThrowsAsync<PhasedException>(
            () => fixture.ApplyAsync(Phase.Expand, observer, RunningFixture.Impatient with { MaxSkippedRows = 2 }));
        Assert.Equal("EFP2007", error.Code);
        Assert.Contains("Id=7", error.Message, StringComparison.Ordinal);
        Assert.Contains("Id=1234", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, observer.Of<Notice>().Count(n => n.Text.Contains("left out", StringComparison.Ordinal)));
        Assert.Equal("1998", await fixture.ScalarAsync(Filled));
        Assert.Equal(2, Assert.Single((await fixture.StatusAsync()).Backfills).Worker!.RowsSkipped);
        Assert.Equal(2, counted);

        await fixture.ExecuteAsync("ALTER TABLE \"People\" DROP CONSTRAINT no_1234");
        await fixture.BackfillAsync();
        Assert.Equal("2000", await fixture.ScalarAsync(Filled));
    }

    [Fact]
    public async Task A_worker_that_is_not_heard_of_shows_as_stalled()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ExecuteAsync("UPDATE \"__EFPhasedBackfill\" SET state = 'running'");
        await SetHeartbeatAsync(29);
        Assert.Equal(BackfillState.Running, Assert.Single((await fixture.StatusAsync()).Backfills).State);
        await SetHeartbeatAsync(31);
        Assert.Equal(BackfillState.Stalled, Assert.Single((await fixture.StatusAsync()).Backfills).State);

        Task SetHeartbeatAsync(int secondsAgo) => fixture.ExecuteAsync(
            $"UPDATE \"__EFPhasedWorker\" SET heartbeat_at = {(fixture.IsPostgreSql ? $"clock_timestamp() - interval '{secondsAgo} seconds'" : $"UTC_TIMESTAMP(6) - INTERVAL {secondsAgo} SECOND")}");
    }

    // Other tests keep the server busy.
    private static ThrottleLimits NoLimits => new()
    {
        ReplicaLag = TimeSpan.FromSeconds(10), ActiveSessions = 0, SlotBacklog = 0, ArchiveBacklog = 0, History = 0, OldTransaction = TimeSpan.Zero,
    };

    private static RunSettings With(SignalPolicy signal)
        => RunningFixture.Impatient with { Backfill = new BackfillPolicy { Limits = NoLimits, Signals = [signal] } };

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
