using System.Data.Common;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills.Shared;

/// <summary>
/// Works along in a backfill that a run elsewhere shares. Needs no lock: what it may do, the ranges say.
/// </summary>
internal sealed class JoinedFill(RunServices services, RunSettings settings, IRunObserver observer)
{
    /// <summary>Works until no range is left.</summary>
    /// <exception cref="PhasedException">EFP2023: there is nothing to join. EFP2024: it is another version's.</exception>
    public async Task RunAsync(string? change, DbConnection connection, CancellationToken cancel)
    {
        var shared = (await new BackfillJournal(connection, services.Sql).AllAsync(cancel))
            .Where(e => e.IsShared && (change is null || e.Change == change) && e.State is BackfillState.Running or BackfillState.Paused).ToList();
        if (shared.Count == 0)
            throw Errors.NotShared(change);

        await using SideConnection side = new(services);
        foreach (var entry in shared)
        {
            var operation = Operation(entry);
            await new SharedFill(new FillSession(services, settings, observer, side, connection), operation, entry, WorkerJournal.Joined)
                .RunAsync(settings.Workers ?? 1, cancel);
            observer.Report(new Notice($"No range of '{entry.Table}' is left. The run that has begun the backfill compares the rows and ends it."));
        }
    }

    private BackfillOperation Operation(BackfillEntry entry)
    {
        var migration = services.Migrations.FirstOrDefault(m => string.Equals(m.Id, entry.MigrationId, StringComparison.OrdinalIgnoreCase));
        var step = migration is null ? null : services.StepsOf(migration, Direction.Up).FirstOrDefault(s => s.Number == entry.Step && s.Hash == entry.Hash);
        return step?.Operation as BackfillOperation ?? throw Errors.OtherBackfill(entry.Change, entry.MigrationId);
    }
}
