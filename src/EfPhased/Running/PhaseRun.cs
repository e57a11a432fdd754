using EfPhased.Backfills;
using EfPhased.Journals;
using EfPhased.Operations;

namespace EfPhased.Running;

/// <summary>
/// What people ask of a run by name: a phase, a backfill, a rollback.
/// </summary>
internal sealed class PhaseRun(RunSession session)
{
    private readonly MigrationRun _run = new(session);

    public async Task<IReadOnlyList<string>> ApplyAsync(Phase phase, string? change, CancellationToken cancel)
    {
        var applied = await session.AppliedAsync(cancel);
        await new Tombstones(session).SweepAsync(change, applied, cancel);
        var pending = session.Services.Migrations.Where(m => !applied.Contains(m.Id)).ToList();
        var wanted = pending.Where(m => m.Phase == phase && (change is null || m.Change == change)).ToList();
        foreach (var entry in wanted)
            RequireEarlierPhases(entry, applied);

        // Plain migrations come in between in their order; with a change named, only those that it may build on.
        var last = change is null && phase == Phase.Expand ? pending.LastOrDefault() : wanted.LastOrDefault();
        var due = pending.Where(m => wanted.Contains(m) || (!m.IsPhased && last is not null && string.CompareOrdinal(m.Id, last.Id) <= 0)).ToList();
        foreach (var entry in due)
            await _run.RunAsync(entry, Direction.Up, cancel);
        return due.ConvertAll(m => m.Id);
    }

    public async Task<IReadOnlyList<string>> BackfillAsync(string? change, CancellationToken cancel)
    {
        var applied = await session.AppliedAsync(cancel);
        var completed = new List<string>();
        foreach (var entry in session.Services.Migrations.Where(m => m.IsPhased && (change is null || m.Change == change)))
        {
            var steps = session.Services.StepsOf(entry, Direction.Up);
            if (!steps.Any(s => s.Operation is BackfillOperation))
                continue;

            if (applied.Contains(entry.Id))
                await AgainAsync(entry, steps, applied, cancel);
            else if (!IsNext(entry, applied))
            {
                // Asked for by name, it must say why it does nothing; otherwise its turn comes later.
                if (change is not null)
                    throw Errors.PartlyBackfilled(entry.Change!, entry.Id);
            }
            else
            {
                await _run.RunAsync(entry, Direction.Up, cancel);
                completed.Add(entry.Id);
            }
        }

        return completed;
    }

    public async Task<IReadOnlyList<string>> RollbackAsync(string change, Phase? to, CancellationToken cancel)
    {
        var applied = await session.AppliedAsync(cancel);
        var due = new List<MigrationEntry>();
        foreach (var entry in session.Services.Change(change).Migrations.Reverse().Where(m => to is null || m.Phase > to))
        {
            if (applied.Contains(entry.Id) || (await session.Journal.ReadAsync(entry.Id, Direction.Up, cancel)).Count > 0)
                due.Add(entry);
        }

        MigrationRun.RequireDown(due);
        await RequireAcceptedAsync(session.Services.Change(change), due, cancel);
        foreach (var entry in due)
            await _run.RunAsync(entry, Direction.Down, cancel);
        return due.ConvertAll(m => m.Id);
    }

    // Before the first statement: a rollback that stops in the middle for it would leave less than there was.
    private async Task RequireAcceptedAsync(PhasedChange change, IReadOnlyList<MigrationEntry> due, CancellationToken cancel)
    {
        var losses = await new DataLosses(session, change).FindAsync(due, cancel);
        var open = losses.Where(l => !session.Settings.AcceptsLoss(l)).ToList();
        if (open.Count > 0)
            throw Errors.RollbackLosesData(change.Name, open);
        foreach (var loss in losses)
            session.Observer.Report(new Notice($"'{loss.Name}' loses data, as accepted: {loss.What}."));
    }

    // After the switch the new shape rules: filling it from the old one again could undo what was written since.
    private async Task AgainAsync(MigrationEntry entry, IReadOnlyList<Step> steps, IReadOnlySet<string> applied, CancellationToken cancel)
    {
        var switched = session.Services.Change(entry.Change!).Migrations.Any(m => m.Phase != Phase.Expand && applied.Contains(m.Id));
        if (session.Services.Change(entry.Change!).Of(Phase.Contract).Any(m => applied.Contains(m.Id)))
            return;

        var runner = new BackfillRunner(session);
        foreach (var step in steps.Where(s => s.Operation is BackfillOperation))
        {
            var operation = (BackfillOperation)step.Operation;
            if (await session.Backfills.FindAsync(entry.Id, step.Number, cancel) is not { } done)
                await runner.RunAsync(entry.Id, step, operation, cancel);
            else if (switched)
                await runner.VerifyAsync(done, operation, cancel);
            else if (done.State is not (BackfillState.Filled or BackfillState.Verified) || await DiffersAsync(done, operation, cancel))
                await runner.RunAsync(entry.Id, step, operation, cancel);
        }
    }

    private async Task<bool> DiffersAsync(BackfillEntry entry, BackfillOperation operation, CancellationToken cancel)
    {
        try
        {
            await new BackfillRunner(session).VerifyAsync(entry, operation, cancel);
            return false;
        }
        catch (PhasedException e) when (e.Code == "EFP2007")
        {
            return true;
        }
    }

    private bool IsNext(MigrationEntry entry, IReadOnlySet<string> applied)
        => session.Services.Change(entry.Change!).Migrations.TakeWhile(m => m.Id != entry.Id).All(m => applied.Contains(m.Id));

    private void RequireEarlierPhases(MigrationEntry entry, IReadOnlySet<string> applied)
    {
        // The gate says the same of a contract, together with everything else that is missing.
        if (entry.Phase == Phase.Contract)
            return;
        var missing = session.Services.Change(entry.Change!).Migrations
            .FirstOrDefault(m => m.Phase < entry.Phase && !applied.Contains(m.Id));
        if (missing is not null)
            throw Errors.OutOfOrder(entry.Change!, entry.Phase!.Value, missing.Id, missing.Phase!.Value);
    }
}
