using System.Data.Common;
using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>Runs cost the application no more than they may, and one at a time works on a database.</summary>
public abstract class OutOfTheWayBehaviour(TestServer server)
{
    [Fact]
    public async Task A_step_that_makes_others_wait_too_long_is_given_up_and_leaves_everything_as_it_was()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await RequireGivenUpAsync(fixture, settings => fixture.ApplyAsync(Phase.Expand, new RecordingObserver(), settings));
        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
    }

    /// <summary>Expands while a session holds the table and others read it, which costs these too much.</summary>
    internal static async Task RequireGivenUpAsync(RunningFixture fixture, Func<RunSettings, Task> expand)
    {
        await using var holder = await fixture.Database.OpenAsync();
        await BeginAsync(fixture, holder);
        using CancellationTokenSource stop = new();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadAsync(fixture, stop.Token))).ToList();

        var error = await Assert.ThrowsAsync<PhasedException>(() => expand(new RunSettings { DamagePerAttempt = 0.05, DamagePerRun = 0.1 }));
        Assert.Equal("EFP2101", error.Code);
        Assert.Contains("session ", error.Message, StringComparison.Ordinal);
        Assert.Equal("Id,Name", await fixture.ColumnsAsync());

        await holder.ExecuteAsync("ROLLBACK");
        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Locks_are_asked_for_in_their_hours_only()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        TestClock clock = new(new DateTime(2026, 11, 21, 12, 0, 0));
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is WaitingForWindow)
                    clock.Local = clock.Local.AddHours(14);
            },
        };
        Assert.True(TimeWindow.TryParse("01:00-05:00", out var window));
        await fixture.ApplyAsync(Phase.Expand, observer, RunningFixture.Impatient with { Clock = clock, LockWindow = window });
        var waiting = Assert.Single(observer.Of<WaitingForWindow>());
        Assert.Equal(TimeSpan.FromHours(13), waiting.Left);
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task A_lease_that_is_alive_holds_a_run_back_and_an_expired_one_does_not()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        await InsertRunAsync(fixture, "lease", "0", secondsAgo: 5);
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Switch));
        Assert.Equal("EFP2003", error.Code);
        Assert.Contains("process 4711 on 'elsewhere'", error.Message, StringComparison.Ordinal);

        await fixture.ExecuteAsync("DELETE FROM \"__EFPhasedRun\"");
        await InsertRunAsync(fixture, "lease", "0", secondsAgo: 31);
        Assert.Equal([RenameContext.Switch], await fixture.ApplyAsync(Phase.Switch));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedRun\""));
    }

    [Fact]
    public async Task A_run_that_is_no_longer_heard_of_is_named_and_can_be_taken_over()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        await using var frozen = await fixture.Database.OpenAsync();
        await using var context = RenameContext.Open(fixture.Database);
        var sql = RunServices.From(context).Sql;
        await Servers.DbConnectionExtensions.ScalarAsync(frozen, sql.TryLock);
        var session = Convert.ToString(await Servers.DbConnectionExtensions.ScalarAsync(frozen, sql.Sessions.Current), System.Globalization.CultureInfo.InvariantCulture)!;
        await InsertRunAsync(fixture, "session", session, secondsAgo: 45);

        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Switch));
        Assert.Equal("EFP2003", error.Code);
        Assert.Contains("process 4711 on 'elsewhere'", error.Message, StringComparison.Ordinal);
        Assert.Contains("not heard of for 4", error.Message, StringComparison.Ordinal);

        RecordingObserver observer = new();
        var applied = await fixture.ApplyAsync(Phase.Switch, observer, RunningFixture.Impatient with { TakeOver = true, LockWait = TimeSpan.FromSeconds(20) });
        Assert.Equal([RenameContext.Switch], applied);
        Assert.Contains(observer.Of<Notice>(), n => n.Text.Contains("taken over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_alive_is_not_taken_over()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        PhasedException? refused = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Number: 1 })
                {
                    refused = Assert.Throws<PhasedException>(() => fixture.ApplyAsync(
                        Phase.Expand, settings: RunningFixture.Impatient with { TakeOver = true }).GetAwaiter().GetResult());
                }
            },
        };
        Assert.Equal([RenameContext.Expand], await fixture.ApplyAsync(Phase.Expand, observer));
        Assert.Equal("EFP2003", refused!.Code);
        Assert.Contains($"process {Environment.ProcessId} on '{Environment.MachineName}'", refused.Message, StringComparison.Ordinal);
    }

    private static Task InsertRunAsync(RunningFixture fixture, string kind, string session, int secondsAgo)
    {
        var since = fixture.IsPostgreSql ? $"clock_timestamp() - interval '{secondsAgo} seconds'" : $"UTC_TIMESTAMP(6) - INTERVAL {secondsAgo} SECOND";
        return fixture.ExecuteAsync(
            "INSERT INTO \"__EFPhasedRun\" (name, owner, kind, host, process, session, version, started_at, heartbeat_at) "
            + $"VALUES ('run', 'test', '{kind}', 'elsewhere', 4711, '{session}', '1', {since}, {since})");
    }

    private static async Task BeginAsync(RunningFixture fixture, DbConnection connection)
    {
        await connection.ExecuteAsync(fixture.IsPostgreSql ? "BEGIN" : "START TRANSACTION");
        await connection.ScalarAsync(fixture.Sql("SELECT COUNT(*) FROM \"People\""));
    }

    private static async Task ReadAsync(RunningFixture fixture, CancellationToken stop)
    {
        await using var connection = await fixture.Database.OpenAsync(CancellationToken.None);
        while (!stop.IsCancellationRequested)
            await connection.ScalarAsync(fixture.Sql("SELECT COUNT(*) FROM \"People\""), CancellationToken.None);
    }

    private sealed class TestClock(DateTime local) : TimeProvider
    {
        public DateTime Local { get; set; } = local;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(Local, TimeSpan.Zero);
    }
}
