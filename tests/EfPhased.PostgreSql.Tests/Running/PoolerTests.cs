using EfPhased.Gates;
using EfPhased.Instances;
using EfPhased.Testing.Running;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>Behind a pooler the sessions are the pooler's, and instances are seen all the same.</summary>
public sealed class PoolerTests
{
    [Fact]
    public async Task An_instance_behind_a_pooler_is_registered_tagged_and_gone_when_it_stops()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(PostgreSqlServer.Instance);
        await using var pooler = await PgBouncer.StartAsync(fixture.Database.ConnectionString);
        var old = PeopleApplication.Options<OldPeople>(PostgreSqlServer.Instance, pooler.ConnectionString + ";Application Name=old");
        var @new = PeopleApplication.Options<NewPeople>(PostgreSqlServer.Instance, pooler.ConnectionString + ";Application Name=new");

        // Two applications take turns on the pooler's two sessions, each under its own name.
        for (var round = 0; round < 5; round++)
        {
            await using OldPeople before = new(old);
            Assert.Equal("old " + SessionTag.Of(ModelShape.Of(before).Fingerprint), await ApplicationNameAsync(before));
            await using NewPeople after = new(@new);
            Assert.Equal("new " + SessionTag.Of(ModelShape.Of(after).Fingerprint), await ApplicationNameAsync(after));
        }

        var refused = await UntilAsync(fixture, GateOutcome.Refused);
        Assert.Contains(refused.Evidence, e => e.Contains($"({typeof(OldPeople).FullName})", StringComparison.Ordinal));

        await PeopleApplication.StopAsync(fixture.Database);
        NpgsqlConnection.ClearAllPools();
        await PeopleApplication.ReadNewAsync(@new);

        // The pooler keeps a stopped application's sessions for a while (here 2 s) before it closes them.
        await UntilAsync(fixture, GateOutcome.Passed);
        await PeopleApplication.StopAsync(fixture.Database);
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task<GateResult> UntilAsync(RunningFixture fixture, GateOutcome outcome)
    {
        for (var until = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(TimeSpan.FromMilliseconds(200)))
        {
            var result = (await fixture.CheckAsync()).Results.Single(r => r.Condition == "instances");
            if (result.Outcome == outcome)
                return result;
            Assert.True(DateTime.UtcNow < until, string.Join('\n', result.Evidence.Prepend(result.Outcome.ToString())));
        }
    }

    private static async Task<string> ApplicationNameAsync(DbContext context)
        => await context.Database.SqlQueryRaw<string>("SELECT current_setting('application_name') AS \"Value\"").SingleAsync();
}
