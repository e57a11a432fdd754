using System.Data.Common;
using System.Diagnostics;
using EfPhased.Gates;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running.Partitions;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// Runs one migration in one direction, to the row in EF Core's history.
/// </summary>
internal sealed class MigrationRun(RunSession session)
{
    /// <summary>Looks before the first of them is taken back: one that stopped in the middle would leave less than there was.</summary>
    /// <exception cref="PhasedException">EFP2027: one of them has no way back.</exception>
    public static void RequireDown(IEnumerable<MigrationEntry> reverted)
    {
        if (reverted.FirstOrDefault(m => !m.HasDown) is { } entry)
            throw Errors.NoDown(entry.Id);
    }

    public async Task RunAsync(MigrationEntry entry, Direction direction, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var activity = Telemetry.Activities.StartActivity("migration");
        activity?.SetTag("efphased.migration", entry.Id).SetTag("efphased.direction", direction.ToString())
            .SetTag("efphased.change", entry.Change).SetTag("efphased.phase", entry.Phase?.ToString());
        if (entry.IsPhased)
            await PhasedAsync(entry, direction, cancel);
        else
            await PlainAsync(entry, direction, cancel);
        session.Observer.Report(new MigrationFinished(entry.Id, direction, watch.Elapsed));
    }

    private async Task PhasedAsync(MigrationEntry entry, Direction direction, CancellationToken cancel)
    {
        var steps = session.Services.StepsOf(entry, direction);
        session.Observer.Report(new MigrationStarted(entry.Id, direction, entry.Change, entry.Phase, steps.Count));
        var journal = await session.Journal.ReadAsync(entry.Id, direction, cancel);
        if (direction == Direction.Up)
            await CheckBeforeUpAsync(entry, steps, journal.Values.Any(e => e.IsDone), cancel);
        else
            await new Tombstones(session).RequireAsync(entry.Create().DownOperations, cancel);

        var partitioned = await PartitionedAsync(entry, steps, direction, cancel);
        var runner = new StepRunner(session, entry, direction, steps.Count, partitioned);
        var mayBeDone = direction == Direction.Down && await IsHalfAppliedAsync(entry, cancel);
        if (mayBeDone && journal.Count == 0)
            await new InterruptedSwaps(session).SettleAsync(entry.Create().UpOperations, cancel);
        foreach (var step in steps)
            await runner.RunAsync(step, Known(step, steps, journal), mayBeDone, cancel);

        await session.Connection.InTransactionAsync(session.Begin, async () =>
        {
            if (direction == Direction.Up || (await session.AppliedAsync(cancel)).Contains(entry.Id))
                await session.Connection.ExecuteAsync(session.Services.HistoryStatement(entry, direction), cancel);
            if (direction == Direction.Down)
            {
                await session.Journal.RevertAsync(entry.Id, cancel);
                await session.Backfills.ForgetAsync(entry.Id, cancel);
                await new WorkerJournal(session.Connection, session.Sql, session.Settings).ForgetAsync(entry.Id, cancel);
            }
        }, cancel);

        // From here on, what was written before the phase ended can be told from what is written after it.
        if (direction == Direction.Up && entry.Phase != Phase.Contract)
            await LastWrites.ObserveAsync(session.Connection, session.Sql, session.Services.Change(entry.Change!), cancel);
        if (direction == Direction.Up && entry.Phase == Phase.Switch)
            await CountStatementsAsync(entry, cancel);
    }

    // What cannot be done in a later phase is said before the first one.
    private async Task<PartitionedTables> PartitionedAsync(MigrationEntry entry, IReadOnlyList<Step> steps, Direction direction, CancellationToken cancel)
    {
        List<MigrationOperation> operations = [.. steps.SelectMany(s => s.Parts).Select(p => p.Operation)];
        if (direction == Direction.Up)
            operations.AddRange(session.Services.Change(entry.Change!).Migrations.Where(m => m.Phase > entry.Phase).SelectMany(m => m.Create().UpOperations));
        var partitioned = await PartitionedTables.ReadAsync(session, operations, cancel);
        if (direction == Direction.Up)
            await partitioned.RequirePossibleAsync(session, operations, cancel);
        return partitioned;
    }

    private async Task CountStatementsAsync(MigrationEntry entry, CancellationToken cancel)
    {
        var removes = session.Services.Change(entry.Change!).Of(Phase.Contract)
            .SelectMany(m => m.Create().UpOperations).OfType<GateOperation>().SelectMany(g => g.Removes).ToList();
        if (removes.Count > 0)
            await new StatementStatistics(session.Connection, session.Sql, entry.Change!, removes).TakeSnapshotAsync(cancel);
    }

    // A gate that was open yesterday says nothing about today, until the first thing behind it is gone.
    private static JournalEntry? Known(Step step, IReadOnlyList<Step> steps, IReadOnlyDictionary<int, JournalEntry> journal)
        => step.Operation is GateOperation && !steps.Any(s => s.Number > step.Number && journal.ContainsKey(s.Number))
            ? null
            : journal.GetValueOrDefault(step.Number);

    private async Task CheckBeforeUpAsync(MigrationEntry entry, IReadOnlyList<Step> steps, bool begun, CancellationToken cancel)
    {
        if ((await session.Journal.ReadAsync(entry.Id, Direction.Down, cancel)).Count > 0)
            throw Errors.RollbackUnfinished(entry.Id, entry.Change!);

        // A contract without a gate of its own still has the conditions that need no list of what goes.
        if (entry.Phase == Phase.Contract && !begun && !steps.Any(s => s.Operation is GateOperation))
            await Gate.RequireOpenAsync(session, entry, new GateOperation { Change = entry.Change! }, cancel);
    }

    // Then the Down takes back only what is there.
    private async Task<bool> IsHalfAppliedAsync(MigrationEntry entry, CancellationToken cancel)
        => !(await session.AppliedAsync(cancel)).Contains(entry.Id);

    private async Task PlainAsync(MigrationEntry entry, Direction direction, CancellationToken cancel)
    {
        var commands = session.Services.CommandsOf(entry, direction);
        session.Observer.Report(new MigrationStarted(entry.Id, direction, null, null, commands.Count));
        await session.Lock.RequireAsync(cancel);
        try
        {
            await new PlainMigration(session).RunAsync(entry, commands, direction, cancel);
        }
        catch (DbException e)
        {
            throw Errors.PlainMigrationFailed(entry.Id, e);
        }
        finally
        {
            if (session.Connection.State == System.Data.ConnectionState.Open)
                await session.ResetAsync();
        }
    }
}
