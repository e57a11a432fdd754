using EfPhased.Gates;
using EfPhased.Instances;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Testing.Running;

/// <summary>Processes say which model they run, and a contract waits for those that still map what goes.</summary>
public abstract class InstancesBehaviour(TestServer server)
{
    private static readonly string Me = $"on {Environment.MachineName}, process {Environment.ProcessId}";

    protected TestServer Server { get; } = server;

    [Fact]
    public async Task A_process_registers_once_however_many_contexts_it_opens()
    {
        await using var fixture = await SwitchedAsync();
        var options = PeopleApplication.Options<OldPeople>(Server, fixture.Database.ConnectionString);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PeopleApplication.ReadOldAsync(options))));
        var instance = await RegisteredAsync(fixture);
        Assert.Equal("shop", instance.Application);
        Assert.Equal(Environment.MachineName, instance.Host);
        Assert.Equal(Environment.ProcessId, instance.ProcessId);
        Assert.Equal(typeof(OldPeople).FullName, instance.Context);
        Assert.True(instance.IsAlive);
        Assert.Equal([RenameContext.Change], instance.HoldsBack);
        await PeopleApplication.StopAsync(fixture.Database);
        Assert.Empty((await InstancesAsync(fixture)).Instances);
    }

    [Fact]
    public async Task The_last_migration_that_the_build_knows_is_registered()
    {
        await using var fixture = await SwitchedAsync();
        var options = PeopleApplication.Options<RenameContext>(Server, fixture.Database.ConnectionString);
        await using (RenameContext context = new(options))
            await context.Database.ExecuteSqlRawAsync("SELECT 1");
        Assert.Equal(RenameContext.Later, (await RegisteredAsync(fixture)).LastMigration);
        await PeopleApplication.StopAsync(fixture.Database);
    }

    [Fact]
    public async Task A_contract_waits_for_the_last_process_that_maps_the_old_shape()
    {
        await using var fixture = await SwitchedAsync();
        await PeopleApplication.ReadNewAsync(PeopleApplication.Options<NewPeople>(Server, fixture.Database.ConnectionString));
        await PeopleApplication.ReadOldAsync(PeopleApplication.Options<OldPeople>(Server, fixture.Database.ConnectionString));
        await RegisteredAsync(fixture, 2);
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Contract));
        Assert.Contains($"instances: shop", error.Message, StringComparison.Ordinal);
        Assert.Contains($"({typeof(OldPeople).FullName}) {Me}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(NewPeople), error.Message, StringComparison.Ordinal);

        await PeopleApplication.StopAsync(fixture.Database);
        ClearPools(fixture);
        await PeopleApplication.ReadNewAsync(PeopleApplication.Options<NewPeople>(Server, fixture.Database.ConnectionString));
        await RegisteredAsync(fixture);
        await fixture.ApplyAsync(Phase.Contract);
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
        await PeopleApplication.StopAsync(fixture.Database);
    }

    [Fact]
    public async Task A_process_that_ended_without_a_word_counts_for_the_window()
    {
        await using var fixture = await SwitchedAsync();
        await PeopleApplication.ReadOldAsync(PeopleApplication.Options<OldPeople>(Server, fixture.Database.ConnectionString));
        await RegisteredAsync(fixture);
        await SilentForAsync(fixture, minutes: 4);
        ClearPools(fixture);
        Assert.Equal(GateOutcome.Refused, (await CheckAsync(fixture)).Outcome);

        await SilentForAsync(fixture, minutes: 6);
        Assert.Equal(GateOutcome.Passed, (await CheckAsync(fixture)).Outcome);
        Assert.False(Assert.Single((await InstancesAsync(fixture)).Instances).IsAlive);
        await PeopleApplication.StopAsync(fixture.Database);
    }

    [Fact]
    public async Task A_contract_that_only_forbids_something_waits_for_builds_from_before_the_change()
    {
        await using var fixture = await SwitchedAsync();
        await using (RenameContext application = new(PeopleApplication.Options<RenameContext>(Server, fixture.Database.ConnectionString)))
            await application.Database.ExecuteSqlRawAsync("SELECT 1");
        await RegisteredAsync(fixture);
        Assert.Equal(GateOutcome.Passed, (await CheckTighteningAsync(fixture)).Outcome);

        await fixture.ExecuteAsync($"UPDATE \"__EFPhasedInstance\" SET last_migration = '{RenameContext.Initial}'");
        var refused = await CheckTighteningAsync(fixture);
        Assert.Equal(GateOutcome.Refused, refused.Outcome);
        Assert.Contains(RenameContext.Initial, Assert.Single(refused.Evidence), StringComparison.Ordinal);
        await PeopleApplication.StopAsync(fixture.Database);
    }

    [Fact]
    public async Task Where_nobody_has_registered_nothing_is_known()
    {
        await using var fixture = await SwitchedAsync();
        var result = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.NotChecked, result.Outcome);
        Assert.Contains("RegisterInstance()", Assert.Single(result.Evidence), StringComparison.Ordinal);
        Assert.False((await InstancesAsync(fixture)).HasRegistered);
    }

    [Fact]
    public async Task Sessions_without_a_tag_are_listed_and_refused_where_the_policy_says_so()
    {
        await using var fixture = await SwitchedAsync();
        await PeopleApplication.ReadNewAsync(PeopleApplication.Options<NewPeople>(Server, fixture.Database.ConnectionString));
        await RegisteredAsync(fixture);
        await using var stranger = await OpenStrangerAsync(fixture);
        var warned = await CheckAsync(fixture);
        Assert.Equal(GateOutcome.Passed, warned.Outcome);
        Assert.Contains(warned.Evidence, e => e.Contains("1 untagged session of", StringComparison.Ordinal) && e.Contains(Stranger, StringComparison.Ordinal));

        var refused = await CheckAsync(fixture, new InstancePolicy { Untagged = UntaggedSessions.Refuse });
        Assert.Equal(GateOutcome.Refused, refused.Outcome);
        Assert.Contains(refused.Evidence, e => e.Contains("1 untagged sessions of", StringComparison.Ordinal) && e.Contains(Stranger, StringComparison.Ordinal));
        await PeopleApplication.StopAsync(fixture.Database);
    }

    [Fact]
    public async Task An_application_goes_on_without_the_tables_and_registers_when_they_are_there()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(Server);
        foreach (var table in new[] { "__EFPhasedInstance", "__EFPhasedModel" })
            await fixture.ExecuteAsync($"DROP TABLE IF EXISTS \"{table}\"");
        RecordingLoggers loggers = new();
        var options = PeopleApplication.Options<OldPeople>(Server, fixture.Database.ConnectionString, TimeSpan.FromMilliseconds(200), loggers);
        Assert.Equal(10, await PeopleApplication.ReadOldAsync(options));
        await UntilAsync(() => Task.FromResult(!loggers.Warnings.IsEmpty));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Contains("__EFPhasedInstance", Assert.Single(loggers.Warnings), StringComparison.Ordinal);

        await fixture.ApplyAsync(Phase.Expand);
        await PeopleApplication.ReadOldAsync(options);
        await RegisteredAsync(fixture);
        await PeopleApplication.StopAsync(fixture.Database);
    }

    /// <summary>What a stranger's session calls itself.</summary>
    private protected abstract string Stranger { get; }

    /// <summary>A session of somebody who does not use EfPhased, from another process as far as the server can tell.</summary>
    private protected abstract Task<IAsyncDisposable> OpenStrangerAsync(RunningFixture fixture);

    private protected abstract void ClearPools(RunningFixture fixture);

    private protected async Task<RunningFixture> SwitchedAsync()
    {
        var fixture = await RunningFixture.WithPeopleAsync(Server);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        return fixture;
    }

    private protected static async Task<GateResult> CheckAsync(RunningFixture fixture, InstancePolicy? policy = null)
    {
        await using var context = RenameContext.Open(fixture.Database);
        var settings = RunningFixture.Impatient with { Policy = new GatePolicy { Instances = policy ?? new() } };
        var report = await RunningFixture.Runner(context, null, settings).CheckAsync(RenameContext.Change, CancellationToken.None);
        return report!.Results.Single(r => r.Condition == "instances");
    }

    // The rename's contract, as if it took nothing away.
    private static async Task<GateResult> CheckTighteningAsync(RunningFixture fixture)
    {
        await using var context = RenameContext.Open(fixture.Database);
        var services = RunServices.From(context, new GatePolicy());
        await using var connection = await fixture.Database.OpenAsync();
        var gate = GateContext.For(
            services, RunningFixture.Impatient, connection, new RecordingObserver(), services.Change(RenameContext.Change).Of(Phase.Contract).Single(), null);
        return await new InstancesCondition().CheckAsync(gate with { Operation = new() { Change = RenameContext.Change } }, CancellationToken.None);
    }

    private protected static async Task<InstanceList> InstancesAsync(RunningFixture fixture)
    {
        await using var context = RenameContext.Open(fixture.Database);
        return await RunningFixture.Runner(context, null, null).GetInstancesAsync(CancellationToken.None);
    }

    // The first beat comes from the background.
    private protected static async Task<LiveInstance> RegisteredAsync(RunningFixture fixture, int count = 1)
    {
        await UntilAsync(async () => (await InstancesAsync(fixture)).Instances.Count >= count);
        var instances = (await InstancesAsync(fixture)).Instances;
        Assert.Equal(count, instances.Count);
        return instances[0];
    }

    private protected static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var until = DateTime.UtcNow.AddSeconds(20);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < until, "nothing happened for 20 s");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    private static Task SilentForAsync(RunningFixture fixture, int minutes)
        => fixture.ExecuteAsync(
            "UPDATE \"__EFPhasedInstance\" SET last_seen_at = "
            + (fixture.IsPostgreSql ? $"now() - interval '{minutes} minutes'" : $"UTC_TIMESTAMP(6) - INTERVAL {minutes} MINUTE"));
}
