using EfPhased.Operations;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Gates;

/// <summary>
/// Asks the gate once more while the lock that drops is held: an old instance may have come back since, or a view been created.
/// </summary>
internal sealed class DropGuard(RunSession session, MigrationEntry entry, Direction direction)
{
    /// <summary>True for a step that takes something of the old shape away.</summary>
    public bool Guards(Step step)
        => entry.Phase == Phase.Contract && direction == Direction.Up
            && step.Parts.Any(p => p.Operation is DropDualWriteOperation or DropRowDualWriteOperation or DropColumnOperation or DropTableOperation or AddTombstoneOperation or DropOldTableViewOperation);

    /// <exception cref="PhasedException">EFP3001: something has come in between.</exception>
    public Task RequireAsync(System.Data.Common.DbConnection connection, CancellationToken cancel)
    {
        var operation = entry.Create().UpOperations.OfType<GateOperation>().FirstOrDefault() ?? new GateOperation { Change = entry.Change! };
        return Gate.RequireStillOpenAsync(GateContext.For(session, entry, operation) with { Connection = connection }, cancel);
    }
}
