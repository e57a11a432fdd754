using EfPhased.Configuration;
using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>A backfill waits for replicas that fall behind, and goes on when they have caught up.</summary>
public sealed class ReplicaTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backfill_stands_still_while_a_replica_is_behind(bool named)
    {
        await using var server = await ReplicatedServer.StartAsync(TimeSpan.FromSeconds(6));
        await using var fixture = await RunningFixture.WithPeopleAsync(server.Server, people: 5_000);
        var connection = await ReplicaOfAsync(server, fixture);

        // A server without anything to do has no replica that is behind.
        await fixture.ExecuteAsync("CREATE TABLE noise (id int)");
        using CancellationTokenSource quiet = new();
        var noise = Task.Run(() => MakeNoiseAsync(fixture, quiet.Token));
        await UntilBehindAsync(server, fixture, connection, seconds: 2);

        BackfillPolicy policy = new()
        {
            Limits = new ThrottleLimits { ReplicaLag = TimeSpan.FromSeconds(1), ActiveSessions = 0, SlotBacklog = 0, ArchiveBacklog = 0, OldTransaction = TimeSpan.Zero },
            Replicas = named ? [new ReplicaPolicy("reports", connection)] : [],
        };
        var stops = await Standstill.RunAsync(fixture, policy, () => server.SetDelayAsync(TimeSpan.Zero));
        await quiet.CancelAsync();
        await noise;

        Assert.Contains(stops, e => e.Reason.Signal == "replica lag" || (named && e.Reason.Signal == "lag of replica 'reports'"));
        Assert.All(stops, e => Assert.Equal("1 s", e.Reason.Limit));
    }

    [Fact]
    public async Task A_backfill_works_half_of_the_time_while_a_replica_begins_to_fall_behind()
    {
        await using var server = await ReplicatedServer.StartAsync(TimeSpan.FromSeconds(6));
        await using var fixture = await RunningFixture.WithPeopleAsync(server.Server, people: 5_000);
        var connection = await ReplicaOfAsync(server, fixture);
        await fixture.ExecuteAsync("CREATE TABLE noise (id int)");
        using CancellationTokenSource quiet = new();
        var noise = Task.Run(() => MakeNoiseAsync(fixture, quiet.Token));
        await UntilBehindAsync(server, fixture, connection, seconds: 5);

        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is BackfillSlowed { Reason: not null })
                    Task.Run(CatchUpAsync).GetAwaiter().GetResult();
            },
        };
        BackfillPolicy policy = new()
        {
            Limits = new ThrottleLimits { ReplicaLag = TimeSpan.FromSeconds(20), ActiveSessions = 0, SlotBacklog = 0, ArchiveBacklog = 0, OldTransaction = TimeSpan.Zero },
        };
        await fixture.ApplyAsync(Phase.Expand, observer, RunningFixture.Impatient with { Backfill = policy });
        await quiet.CancelAsync();
        await noise;

        var slowed = observer.Of<BackfillSlowed>().ToList();
        Assert.Equal(("replica lag", "4 s"), (slowed[0].Reason?.Signal, slowed[0].Reason?.Limit));
        Assert.Null(slowed[^1].Reason);
        Assert.Empty(observer.Of<BackfillThrottled>());
        Assert.Equal("5000", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\""));

        async Task CatchUpAsync()
        {
            await server.SetDelayAsync(TimeSpan.Zero);
            await UntilAsync(async () => !await IsBehindAsync(fixture, seconds: 1), "The replica does not catch up.");

            // The signal is looked at once a second.
            await Task.Delay(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task An_index_build_goes_on_and_says_that_a_replica_is_behind()
    {
        await using var server = await ReplicatedServer.StartAsync(TimeSpan.Zero);
        await using var fixture = await RunningFixture.WithPeopleAsync(server.Server);
        var connection = await ReplicaOfAsync(server, fixture);
        await fixture.ExecuteAsync("CREATE TABLE noise (id int)");
        using CancellationTokenSource quiet = new();
        var noise = Task.CompletedTask;

        // The build waits for this one, which the server ends when nobody else does.
        await using var old = await fixture.Database.OpenAsync();
        await old.ExecuteAsync("SET idle_in_transaction_session_timeout = '2min'");
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var step } && step.StartsWith("create index", StringComparison.Ordinal))
                {
                    old.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM \"People\"").GetAwaiter().GetResult();
                    server.SetDelayAsync(TimeSpan.FromSeconds(6)).GetAwaiter().GetResult();
                    noise = Task.Run(() => MakeNoiseAsync(fixture, quiet.Token));
                }
                else if (e is Notice { Text: var text } && text.Contains("goes on, because", StringComparison.Ordinal))
                {
                    server.SetDelayAsync(TimeSpan.Zero).GetAwaiter().GetResult();
                }
                else if (e is Notice { Text: var again } && again.Contains("below its limit", StringComparison.Ordinal))
                {
                    old.ExecuteAsync("ROLLBACK").GetAwaiter().GetResult();
                }
            },
        };
        BackfillPolicy policy = new()
        {
            Limits = new ThrottleLimits { ReplicaLag = TimeSpan.FromSeconds(1) },
            Replicas = [new ReplicaPolicy("reports", connection)],
        };
        await fixture.ApplyAsync(Phase.Expand, observer, RunningFixture.Impatient with { Backfill = policy });
        await quiet.CancelAsync();
        await noise;

        var notices = observer.Of<Notice>().Select(n => n.Text).ToList();
        Assert.Contains(notices, n => n.Contains("lag", StringComparison.Ordinal) && n.Contains("limit 1 s", StringComparison.Ordinal) && n.Contains("'create index", StringComparison.Ordinal));
        Assert.Contains(notices, n => n.Contains("below its limit of 1 s again", StringComparison.Ordinal));
    }

    // Before the first noise is applied the lag is that of whatever came before, and for a moment none at all.
    private static async Task<bool> HasNoiseAsync(ReplicatedServer server, string replica)
    {
        await using var connection = await server.Server.OpenAsync(replica);
        return await connection.IsTrueAsync("SELECT to_regclass('noise') IS NOT NULL", CancellationToken.None)
            && await connection.IsTrueAsync("SELECT EXISTS (SELECT FROM noise)", CancellationToken.None);
    }

    private static async Task UntilBehindAsync(ReplicatedServer server, RunningFixture fixture, string replica, int seconds)
    {
        await UntilAsync(() => HasNoiseAsync(server, replica), "No noise reaches the replica.");
        await UntilAsync(() => IsBehindAsync(fixture, seconds), "The replica is not behind.");
    }

    private static async Task<bool> IsBehindAsync(RunningFixture fixture, int seconds)
        => await fixture.ScalarAsync($"SELECT replay_lag > interval '{seconds} seconds' FROM pg_stat_replication") == "True";

    private static async Task UntilAsync(Func<Task<bool>> isSo, string otherwise)
    {
        for (var until = DateTime.UtcNow.AddMinutes(1); !await isSo(); await Task.Delay(TimeSpan.FromMilliseconds(200)))
            Assert.True(DateTime.UtcNow < until, otherwise);
    }

    private static async Task MakeNoiseAsync(RunningFixture fixture, CancellationToken quiet)
    {
        // By the server itself: however busy this process is, a replica without news would be taken for one that has caught up.
        await using var connection = await fixture.Database.Server.OpenAsync(fixture.Database.ConnectionString + ";Command Timeout=0", CancellationToken.None);
        try
        {
            await connection.ExecuteAsync(
                "DO $$ BEGIN LOOP INSERT INTO noise VALUES (1); COMMIT; PERFORM pg_sleep(0.02); END LOOP; END $$", quiet);
        }
        catch (OperationCanceledException)
        {
            // It makes noise until it is told to be quiet.
        }
    }

    private static async Task<string> ReplicaOfAsync(ReplicatedServer server, RunningFixture fixture)
    {
        // The database reaches the replica as late as everything else.
        var connection = server.Replica.Replace("Database=postgres", $"Database={fixture.Database.Name}", StringComparison.Ordinal) + ";Pooling=false";
        for (var until = DateTime.UtcNow.AddMinutes(1); ; await Task.Delay(TimeSpan.FromMilliseconds(200)))
        {
            try
            {
                await using var opened = await server.Server.OpenAsync(connection);
                return connection;
            }
            catch (Npgsql.PostgresException) when (DateTime.UtcNow < until)
            {
                // Not there yet.
            }
        }
    }
}
