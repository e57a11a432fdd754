using EfPhased.Configuration;
using EfPhased.Testing.Running;
using Xunit;

namespace EfPhased.MySql.Tests.Running;

/// <summary>A backfill waits for a named replica that falls behind, and goes on when it has caught up.</summary>
public sealed class ReplicaTests
{
    [Fact]
    public async Task A_backfill_stands_still_while_a_replica_is_behind()
    {
        await using var server = await ReplicatedServer.StartAsync(TimeSpan.FromSeconds(5));
        await using var fixture = await RunningFixture.WithPeopleAsync(server.Server, people: 5_000);
        for (var until = DateTime.UtcNow.AddMinutes(1); await server.BehindAsync() is not >= 2;)
        {
            Assert.True(DateTime.UtcNow < until, "The replica is not behind.");
            await fixture.ExecuteAsync("UPDATE \"People\" SET \"Name\" = CONCAT(\"Name\", '.') WHERE \"Id\" = 1");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        BackfillPolicy policy = new()
        {
            Limits = new ThrottleLimits { ReplicaLag = TimeSpan.FromSeconds(1), ActiveSessions = 0, History = 0, OldTransaction = TimeSpan.Zero },
            Replicas = [new ReplicaPolicy("reports", server.Replica)],
        };
        var stops = await Standstill.RunAsync(fixture, policy, () => server.SetDelayAsync(TimeSpan.Zero));

        Assert.All(stops, e => Assert.Equal(("lag of replica 'reports'", "1 s"), (e.Reason.Signal, e.Reason.Limit)));
    }
}
