using EfPhased.Gates;
using EfPhased.Instances;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class InstancesTests() : InstancesBehaviour(PostgreSqlServer.Instance)
{
    [Fact]
    public async Task The_tag_stands_behind_the_applications_own_name()
    {
        await using var fixture = await SwitchedAsync();
        foreach (var (name, shown) in new[] { ("", ""), (";Application Name=web shop", "web shop "), (";Application Name=" + new string('x', 80), new string('x', 50) + " ") })
        {
            await using OldPeople context = new(PeopleApplication.Options<OldPeople>(Server, fixture.Database.ConnectionString + name));
            var tag = SessionTag.Of(ModelShape.Of(context).Fingerprint);
            Assert.Equal(shown + tag, await ApplicationNameAsync(context));

            // The same context again: the driver has taken the password out of its connection string by now.
            Assert.Equal(shown + tag, await ApplicationNameAsync(context));
            context.Database.SetConnectionString(fixture.Database.ConnectionString + ";Application Name=other");
            Assert.Equal("other " + tag, await ApplicationNameAsync(context));
        }

        await RegisteredAsync(fixture);
        await PeopleApplication.StopAsync(fixture.Database);
    }

    [Fact]
    public async Task A_data_source_is_left_alone_and_the_heartbeat_registers()
    {
        await using var fixture = await SwitchedAsync();
        await using var source = NpgsqlDataSource.Create(fixture.Database.ConnectionString + ";Application Name=source");
        DbContextOptionsBuilder<OldPeople> options = new();
        options.UseNpgsql(source).ConfigureWarnings(w => w.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning)).UsePhasedMigrations(o => o.RegisterInstance());
        await using (OldPeople context = new(options.Options))
            Assert.Equal("source", await ApplicationNameAsync(context));

        Assert.False((await RegisteredAsync(fixture)).IsTagged);
        var result = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.Refused, result.Outcome);
        Assert.DoesNotContain(result.Evidence, e => e.Contains("(source)", StringComparison.Ordinal));
        await PeopleApplication.StopAsync(fixture.Database);
    }

    [Fact]
    public async Task A_tagged_session_is_enough_to_be_seen()
    {
        await using var fixture = await SwitchedAsync();
        await using OldPeople context = new(PeopleApplication.Options<OldPeople>(Server, fixture.Database.ConnectionString));
        await context.Database.OpenConnectionAsync();
        await RegisteredAsync(fixture);
        await PeopleApplication.StopAsync(fixture.Database);

        var tag = SessionTag.Of(ModelShape.Of(context).Fingerprint);
        var result = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.Refused, result.Outcome);
        Assert.Contains(result.Evidence, e => e.Contains($"sessions of '{tag}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tag_that_nobody_knows_is_refused()
    {
        await using var fixture = await SwitchedAsync();
        await PeopleApplication.ReadNewAsync(PeopleApplication.Options<NewPeople>(Server, fixture.Database.ConnectionString));
        await RegisteredAsync(fixture);
        await using var session = await Server.OpenAsync(fixture.Database.ConnectionString + ";Application Name=shop efp:00000000;Pooling=false");
        var result = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.Refused, result.Outcome);
        Assert.Contains(result.Evidence, e => e.Contains("of a model that has not registered", StringComparison.Ordinal));
        await PeopleApplication.StopAsync(fixture.Database);
    }

    private protected override string Stranger => "stranger";

    private protected override async Task<IAsyncDisposable> OpenStrangerAsync(RunningFixture fixture)
        => await Server.OpenAsync(fixture.Database.ConnectionString + ";Application Name=stranger;Pooling=false");

    private protected override void ClearPools(RunningFixture fixture) => NpgsqlConnection.ClearAllPools();

    private static async Task<string> ApplicationNameAsync(DbContext context)
        => await context.Database.SqlQueryRaw<string>("SELECT current_setting('application_name') AS \"Value\"").SingleAsync();
}
