using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EfPhased.Testing.Running;

/// <summary>Whoever migrates at the same time, nothing is applied twice and nobody finds that something exists already.</summary>
public abstract class TwoRunsBehaviour(TestServer server)
{
    private static readonly string[] Unattended = [RenameContext.Initial, RenameContext.Expand, RenameContext.Switch, RenameContext.Later];

    private static readonly RunSettings Patient = RunningFixture.Impatient with { LockWait = TimeSpan.FromMinutes(2) };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Database_Migrate_in_the_middle_of_a_run_waits_and_does_the_rest(int step)
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        Task? migrate = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Number: var number } && number == step && migrate is null)
                    migrate = UntilItWaitsAsync(fixture).GetAwaiter().GetResult();
            },
        };
        Assert.Equal([RenameContext.Expand], await fixture.ApplyAsync(Phase.Expand, observer));
        await migrate!;

        Assert.Equal(Unattended, await fixture.AppliedAsync());
        Assert.Equal("1", await fixture.ScalarAsync("SELECT MAX(attempts) FROM \"__EFPhasedJournal\""));
    }

    [Fact]
    public async Task Database_Migrate_waits_for_a_run_that_applies_the_same_plain_migration()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        foreach (var phase in Enum.GetValues<Phase>())
            await fixture.ApplyAsync(phase);
        Assert.DoesNotContain(RenameContext.Later, await fixture.AppliedAsync());

        Task? migrate = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is MigrationStarted { MigrationId: RenameContext.Later })
                    migrate = UntilItWaitsAsync(fixture).GetAwaiter().GetResult();
            },
        };
        await using var context = RenameContext.Open(fixture.Database);
        Assert.Equal([RenameContext.Later], await RunningFixture.Runner(context, observer, null).ApplyAsync(Phase.Expand, null, CancellationToken.None));
        await migrate!;
        Assert.Contains(RenameContext.Later, await fixture.AppliedAsync());
    }

    [Fact]
    public async Task A_run_in_the_middle_of_Database_Migrate_is_refused_or_waits()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        PhasedException? refused = null;
        Task<IReadOnlyList<string>>? patient = null;
        RecordingLoggers loggers = new()
        {
            On = (id, text) =>
            {
                if (id == PhasedEventId.WaitingForRun || !text.Contains(RenameContext.Expand, StringComparison.Ordinal))
                    return;
                refused ??= Assert.Throws<PhasedException>(() => fixture.ApplyAsync(Phase.Expand).GetAwaiter().GetResult());
                patient ??= Task.Run(() => fixture.ApplyAsync(Phase.Switch, settings: Patient));
            },
        };
        await MigrateAsync(fixture, loggers);

        Assert.Equal("EFP2003", refused!.Code);
        Assert.Empty(await patient!);
        Assert.Equal(Unattended, await fixture.AppliedAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(RenameContext.Switch)]
    public async Task Database_Migrate_begins_anew_when_a_rollback_comes_in_between(string? target)
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        if (target is null)
            await MigrateAsync(fixture);
        var before = await fixture.AppliedAsync();

        // Between the moment that it finds nothing to do and the one that EF Core looks for itself.
        IReadOnlyList<string>? rolledBack = null;
        List<string> said = [];
        var options = fixture.Database.Server.PhasedOptions<RenameContext>(fixture.Database.ConnectionString).LogTo((_, level) => level >= LogLevel.Information, e =>
        {
            said.Add(e.ToString());
            if (rolledBack is null && e is CommandExecutedEventData { Command.CommandText: var sql } && sql.Contains("ProductVersion", StringComparison.Ordinal))
                rolledBack = Task.Run(() => fixture.RollbackAsync()).GetAwaiter().GetResult();
        });
        await using (RenameContext context = new(options.Options))
            await context.Database.MigrateAsync(target);

        // Step by step, as the journal shows, and not by EF Core alone.
        Assert.Equal([RenameContext.Switch, RenameContext.Expand], rolledBack);
        Assert.Equal(before, await fixture.AppliedAsync());
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" <> \"Name\""));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedJournal\" WHERE direction = 'up' AND (state <> 'done' OR attempts <> 2)"));
        Assert.DoesNotContain(said, s => s.Contains("No migrations were found", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_instance_that_has_nothing_to_do_starts_while_a_run_works()
    {
        await using var fixture = await RunningFixture.SwitchedAsync(server);
        await MigrateAsync(fixture);
        List<string> started = [];
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is not (MigrationStarted or StepStarted))
                    return;
                var migrate = Task.Run(() => MigrateAsync(fixture));
                Assert.True(migrate.Wait(TimeSpan.FromSeconds(60)), "Database.Migrate() waits for the run.");
                started.Add(e.ToString());
            },
        };
        Assert.Equal([RenameContext.Contract], await fixture.ApplyAsync(Phase.Contract, observer));
        Assert.True(started.Count > 1, string.Join('\n', started));
        Assert.Equal([.. Unattended, RenameContext.Contract], (await fixture.AppliedAsync()).OrderBy(m => m == RenameContext.Contract));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_that_start_at_once_on_an_empty_database_get_along(bool exists)
    {
        for (var round = 0; round < 3; round++)
        {
            await using var fixture = await RunningFixture.EmptyAsync(server);
            if (!exists)
                await server.DropDatabaseAsync(fixture.Database);
            using Barrier barrier = new(4);
            await Task.WhenAll(
                Together(barrier, () => MigrateAsync(fixture)), Together(barrier, () => MigrateAsync(fixture)),
                Together(barrier, () => fixture.ApplyAsync(Phase.Expand, settings: Patient)),
                Together(barrier, () => fixture.ApplyAsync(Phase.Expand, settings: Patient)));

            // Whether the contract runs says who was first: a database that was filled meanwhile is not a fresh one.
            await MigrateAsync(fixture);
            Assert.Equal(Unattended, (await fixture.AppliedAsync()).Except([RenameContext.Contract]));
            Assert.Equal("1", await fixture.ScalarAsync("SELECT MAX(attempts) FROM \"__EFPhasedJournal\""));
        }
    }

    // Threads of their own, so that the pool's growth is not what sets them apart.
    private static Task Together(Barrier barrier, Func<Task> work)
        => Task.Factory.StartNew(() => { barrier.SignalAndWait(); work().GetAwaiter().GetResult(); }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Starts <c>Database.Migrate()</c>, and returns when it waits for somebody else or has ended.</summary>
    private static async Task<Task> UntilItWaitsAsync(RunningFixture fixture)
    {
        TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RecordingLoggers loggers = new()
        {
            On = (id, _) =>
            {
                if (id == PhasedEventId.WaitingForRun)
                    waiting.TrySetResult();
            },
        };
        var migrate = Task.Run(() => MigrateAsync(fixture, loggers));
        await Task.WhenAny(migrate, waiting.Task);
        Assert.False(migrate.IsCompleted, "Database.Migrate() did not wait for the run.");
        return migrate;
    }

    private static async Task MigrateAsync(RunningFixture fixture, ILoggerFactory? loggers = null)
    {
        var options = fixture.Database.Server.PhasedOptions<RenameContext>(fixture.Database.ConnectionString);
        if (loggers is not null)
            options.UseLoggerFactory(loggers);
        await using RenameContext context = new(options.Options);
        await context.Database.MigrateAsync();
    }
}
