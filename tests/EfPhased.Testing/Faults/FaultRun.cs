using System.Diagnostics;
using System.Text;
using EfPhased.Running;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>
/// One change, up through all phases and back, interrupted again and again. It has to leave what the same change leaves when
/// nothing happens, after every command.
/// </summary>
internal sealed class FaultRun(PrivateServer host, NamedScenario scenario, FaultTally tally)
{
    private const int Copies = 400;
    private const string RowsStandAgainstIt = "EFP2040";

    // Learning costs twice as much as one of them.
    private const int Rounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // What takes the time of its making is not the same in both, even where it is kept in seconds.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1.1);

    private readonly TestServer _server = host.Server;
    private MigrationPack _pack = null!;
    private readonly List<Undisturbed> _expected = [];
    private readonly HashSet<string> _volatile = [];

    /// <param name="random">Chooses the faults and where they hit.</param>
    /// <param name="faults">The most faults per command; one that does not stop the run is its last.</param>
    public async Task RunAsync(Random random, int faults)
    {
        // Whatever ended the scenario before.
        host.Disk?.Free();
        var oldModel = scenario.Scenario.OldModel(_server);
        _pack = MigrationPack.Of(_server, scenario.Scenario, oldModel);
        var prepared = await Task.WhenAll(PreparedAsync(), PreparedAsync());
        await using (var first = prepared[0])
        await using (var second = prepared[1])
            await LearnAsync(first, second);
        for (var round = 0; round < Rounds; round++)
            await UpAndBackAsync(random, faults);
    }

    private async Task UpAndBackAsync(Random random, int faults)
    {
        await using var database = await PreparedAsync();
        for (var i = 0; i < _expected.Count; i++)
        {
            var history = new List<string>();
            var isDone = false;
            for (var fault = 0; fault < faults && !isDone; fault++)
                isDone = await InterruptAsync(database, PackedCommand.All[i], _expected[i], random, history);
            await FinishAsync(database, PackedCommand.All[i], _expected[i].State, history);
        }
    }

    /// <summary>What the change leaves when nothing happens, and what of it is by chance.</summary>
    private async Task LearnAsync(TestDatabase first, TestDatabase second)
    {
        foreach (var command in PackedCommand.All)
        {
            Running.RecordingObserver observer = new();
            var watch = Stopwatch.StartNew();
            var took = TimeSpan.Zero;
            var refusals = await Task.WhenAll(FirstAsync(), SecondAsync());
            if (refusals is [{ } refusal, _])
            {
                // A change that rows stop, as its test means it to: there is nothing to interrupt beyond this point.
                if (refusal.Code == RowsStandAgainstIt)
                    tally.Stopped(scenario.Name, command, refusal.Message);
                else
                    tally.Fail(scenario.Name, command, [], refusal.Message);
                return;
            }

            Assert.Null(refusals[1]);
            var states = await Task.WhenAll(DatabaseState.ReadAsync(first), DatabaseState.ReadAsync(second));
            _expected.Add(Undisturbed.Of(states[0], observer, took));
            _volatile.UnionWith(states[0].VaryingColumns(states[1]));

            async Task<PhasedException?> FirstAsync()
            {
                var refusal = await RefusalAsync(first, command, observer);
                took = watch.Elapsed;
                return refusal;
            }

            async Task<PhasedException?> SecondAsync()
            {
                if (command == PackedCommand.All[0])
                    await Task.Delay(Apart);
                return await RefusalAsync(second, command);
            }
        }
    }

    /// <returns>True when there is nothing left to interrupt.</returns>
    private async Task<bool> InterruptAsync(TestDatabase database, PackedCommand command, Undisturbed undisturbed, Random random, List<string> history)
    {
        var kinds = Enum.GetValues<FaultKind>()
            .Where(k => k switch { FaultKind.Deadlock => undisturbed.Fills, FaultKind.FillDisk => host.Disk is not null, _ => true }).ToArray();
        var attempt = new FaultAttempt(host, database, _pack, command, kinds[random.Next(kinds.Length)], undisturbed, random);
        history.Add(attempt.ToString());
        var watch = Stopwatch.StartNew();
        var outcome = await UnlessStuckAsync(attempt.RunAsync(), database, command, history);
        tally.Count(attempt.Kind, outcome, watch.Elapsed);
        if (outcome.Unexpected is { } unexpected)
            tally.Fail(scenario.Name, command, history, unexpected);
        return outcome.IsDone;
    }

    private async Task FinishAsync(TestDatabase database, PackedCommand command, DatabaseState expected, List<string> history)
    {
        await using FaultInjector injector = new(database);
        var left = await injector.LeftoversAsync();
        if (left.Count > 0)
            tally.Fail(scenario.Name, command, history, $"sessions left: {string.Join("; ", left)}");
        if (await RefusalAsync(database, command) is { } refusal)
        {
            tally.Fail(scenario.Name, command, history, $"the same command does not go on: {refusal.Message}");
            throw new FaultFailure();
        }

        var difference = expected.DifferenceTo(await DatabaseState.ReadAsync(database), _volatile);
        if (difference.Length > 0)
        {
            tally.Fail(scenario.Name, command, history, difference);
            throw new FaultFailure();
        }

        await RequireJournalAsync(database, command, history);
    }

    private async Task<FaultOutcome> WithinAsync(Task<FaultOutcome> attempt, TestDatabase database)
    {
        try
        {
            return await attempt.WaitAsync(Patience);
        }
        finally
        {
            // The next command runs in a process of its own, which has no connections from before.
            _server.ClearPool(database.ConnectionString);
        }
    }

    private async Task<FaultOutcome> UnlessStuckAsync(Task<FaultOutcome> attempt, TestDatabase database, PackedCommand command, List<string> history)
    {
        try
        {
            return await WithinAsync(attempt, database);
        }
        catch (TimeoutException)
        {
            await using FaultInjector injector = new(database);
            var sessions = string.Join("\n", await injector.LeftoversAsync());
            tally.Fail(scenario.Name, command, history, $"the run neither ends nor gives up within {Patience.TotalSeconds:0} s. Sessions:\n{sessions}");
            throw new FaultFailure();
        }
    }

    private async Task RequireJournalAsync(TestDatabase database, PackedCommand command, List<string> history)
    {
        var status = await PackedRun.StatusAsync(_server, database.ConnectionString, _pack);
        var wrong = new StringBuilder();
        foreach (var migration in status.Migrations)
        {
            var applied = command.Back ? migration.Phase < command.Phase : migration.Phase <= command.Phase;
            if (migration.IsApplied != applied || (applied ? migration.StepsDone != migration.StepsTotal : migration.StepsDone != 0))
                wrong.AppendLine($"journal of {migration.Phase}: applied {migration.IsApplied}, {migration.StepsDone} of {migration.StepsTotal} steps");
        }

        if (wrong.Length > 0)
            tally.Fail(scenario.Name, command, history, wrong.ToString());
    }

    private async Task<TestDatabase> PreparedAsync()
    {
        var database = await RecipeRun.PrepareAsync(_server, scenario.Scenario);
        await ManyRows.MultiplyAsync(database, Copies);
        if (scenario.Scenario.Preparation is { } forEachRow)
            await database.ExecuteAsync(forEachRow);
        return database;
    }

    private async Task<PhasedException?> RefusalAsync(TestDatabase database, PackedCommand command, Running.RecordingObserver? observer = null)
    {
        try
        {
            await PackedRun.RunAsync(_server, database.ConnectionString, _pack, command, observer ?? new Running.RecordingObserver(), CancellationToken.None).WaitAsync(Patience);
            return null;
        }
        catch (PhasedException e)
        {
            return e;
        }
    }
}

/// <summary>The scenario cannot go on; why is in the tally.</summary>
internal sealed class FaultFailure : Exception;
