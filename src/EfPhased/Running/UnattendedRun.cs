using EfPhased.Gates;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Running;

/// <summary>
/// What <c>Database.Migrate()</c>, <c>dotnet ef database update</c> and bundles run, where nobody watches and nobody answers.
/// </summary>
internal sealed class UnattendedRun(RunSession session)
{
    private readonly MigrationRun _run = new(session);

    /// <param name="targetId">EF Core's target; null for everything that is pending.</param>
    /// <param name="cancel">Stops between two statements.</param>
    /// <returns>The ids of the migrations that are applied afterwards.</returns>
    public async Task<IReadOnlySet<string>> RunAsync(string? targetId, CancellationToken cancel)
    {
        var applied = (await session.AppliedAsync(cancel)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (apply, revert) = UnattendedPlan.Make(session.Services.Migrations, applied, targetId);
        MigrationRun.RequireDown(revert);
        await CheckTargetAsync(apply, targetId, applied, cancel);
        foreach (var entry in revert)
        {
            await _run.RunAsync(entry, Direction.Down, cancel);
            applied.Remove(entry.Id);
        }

        foreach (var entry in apply)
        {
            if (ReasonToHoldBack(entry, targetId, applied) is { } reason)
            {
                session.Observer.Report(new HeldBack(entry.Id, entry.Change!, reason));
                continue;
            }

            await _run.RunAsync(entry, Direction.Up, cancel);
            applied.Add(entry.Id);
        }

        return applied;
    }

    /// <summary>Why a migration is left out; null when it runs.</summary>
    private string? ReasonToHoldBack(MigrationEntry entry, string? targetId, HashSet<string> applied)
    {
        if (entry.Phase is Phase.Contract && !session.IsFresh && entry.Id != targetId)
            return UnattendedPlan.ContractReason(entry.Change!);

        var missing = entry.Phase is null ? null : session.Services.Change(entry.Change!).Migrations
            .FirstOrDefault(m => m.Phase < entry.Phase && !applied.Contains(m.Id));
        return missing is null ? null : $"'{missing.Id}' is not applied. Run 'dotnet ef-phased status'.";
    }

    // Reverting what is newer and then being refused would leave less than there was.
    private async Task CheckTargetAsync(
        IReadOnlyList<MigrationEntry> apply, string? targetId, HashSet<string> applied, CancellationToken cancel)
    {
        if (apply.FirstOrDefault(m => m.Id == targetId && m.Phase == Phase.Contract) is not { } contract
            || session.Services.Change(contract.Change!).Migrations.Any(m => m.Phase != Phase.Contract && !applied.Contains(m.Id))
            || (await session.Journal.ReadAsync(contract.Id, Direction.Up, cancel)).Values.Any(e => e.IsDone))
            return;

        var gate = contract.Create().UpOperations.OfType<GateOperation>().FirstOrDefault() ?? new GateOperation { Change = contract.Change! };
        await Gate.RequireOpenAsync(session, contract, gate, cancel);
    }
}
