using System.Data.Common;
using EfPhased.Journals;
using EfPhased.Operations;

namespace EfPhased.Running;

/// <summary>
/// Reads where every change stands.
/// </summary>
internal static class StatusReader
{
    public static async Task<IReadOnlyList<PhasedChangeStatus>> ReadAsync(
        RunServices services, RunSettings settings, DbConnection connection, bool hasJournal, CancellationToken cancel)
    {
        var applied = (await services.History.ExistsAsync(cancel)
            ? (await services.History.GetAppliedMigrationsAsync(cancel)).Select(r => r.MigrationId) : [])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var journal = hasJournal ? new Journal(connection, services.Sql, settings) : null;
        var overrides = hasJournal ? await new OverrideJournal(connection, services.Sql, settings).AllAsync(cancel) : [];
        var backfills = hasJournal ? await new BackfillJournal(connection, services.Sql).AllAsync(cancel) : [];

        for (var i = 0; i < backfills.Count; i++)
        {
            if (backfills[i] is { IsShared: true } shared)
                backfills[i] = shared with { RowsDone = shared.RowsDone + await new RangeJournal(connection, services.Sql, shared, WorkerJournal.Run).RowsDoneAsync(cancel) };
        }

        var workers = hasJournal ? await new WorkerJournal(connection, services.Sql, settings).AllAsync(cancel) : [];
        var changes = new List<PhasedChangeStatus>();
        foreach (var change in services.Changes)
        {
            var migrations = new List<MigrationStatus>();
            var fills = new List<BackfillStatus>();
            foreach (var entry in change.Migrations)
            {
                var steps = services.StepsOf(entry, Direction.Up);
                migrations.Add(await ReadAsync(entry, steps, applied.Contains(entry.Id), journal, cancel));
                fills.AddRange(steps.Where(s => s.Operation is BackfillOperation).Select(s => Status(entry, s, backfills, workers)));
            }

            changes.Add(new PhasedChangeStatus(change.Name, migrations, fills, WaitingFor(change.Name, migrations, fills))
            {
                Overrides = [.. overrides.Where(o => o.Change == change.Name)],
            });
        }

        return changes;
    }

    private static async Task<MigrationStatus> ReadAsync(
        MigrationEntry entry, IReadOnlyList<Step> steps, bool isApplied, Journal? journal, CancellationToken cancel)
    {
        var done = journal is null ? 0 : (await journal.ReadAsync(entry.Id, Direction.Up, cancel)).Values.Count(e => e.IsDone);
        var goingDown = journal is not null && (await journal.ReadAsync(entry.Id, Direction.Down, cancel)).Count > 0;
        return new MigrationStatus(entry.Id, entry.Phase!.Value, isApplied, isApplied ? steps.Count : done, steps.Count, goingDown);
    }

    private static BackfillStatus Status(MigrationEntry entry, Step step, IReadOnlyList<BackfillEntry> backfills, IReadOnlyList<WorkerEntry> workers)
    {
        var known = backfills.FirstOrDefault(b => b.MigrationId == entry.Id && b.Step == step.Number);
        var own = workers.Where(w => w.MigrationId == entry.Id && w.Step == step.Number).ToList();
        var worker = WorkerEntry.Together(own);
        var table = ((BackfillOperation)step.Operation).Table;
        return known is null
            ? new BackfillStatus(table, BackfillState.Pending, 0, null, null, null)
            : new BackfillStatus(table, State(known.State, worker), known.RowsDone, known.RowsTotal, known.RowsDiffering, known.UpdatedAt) { Worker = worker, Workers = own };
    }

    private static BackfillState State(BackfillState journaled, WorkerEntry? worker)
        => journaled is BackfillState.Running or BackfillState.Paused && worker?.Silence > WorkerJournal.StalledAfter ? BackfillState.Stalled : journaled;

    private static string? WaitingFor(string change, IReadOnlyList<MigrationStatus> migrations, IReadOnlyList<BackfillStatus> backfills)
    {
        if (migrations.FirstOrDefault(m => m.RollbackUnfinished) is { } back)
            return $"the rest of its rollback ('{back.MigrationId}'): dotnet ef-phased rollback {change}";
        if (migrations.FirstOrDefault(m => !m.IsApplied) is not { } next)
            return null;

        var backfill = backfills.FirstOrDefault(b => b.State != BackfillState.Verified);
        return next.Phase switch
        {
            Phase.Expand when backfill is { State: not BackfillState.Pending }
                => FormattableString.Invariant($"backfill of '{backfill.Table}': {backfill.RowsDone:N0}{Of(backfill)} rows, {backfill.State.ToString().ToLowerInvariant()}: dotnet ef-phased backfill {change}"),
            Phase.Expand => $"expand: dotnet ef-phased apply --phase expand --change {change}",
            Phase.Switch => $"switch, when the new version runs everywhere: dotnet ef-phased apply --phase switch --change {change}",
            _ => $"contract, when the gate is open: dotnet ef-phased check {change}",
        };
    }

    private static string Of(BackfillStatus backfill)
        => backfill.RowsTotal is { } total ? FormattableString.Invariant($" of about {total:N0}") : "";
}
