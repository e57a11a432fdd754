using System.Data.Common;
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

    /// <param name="connection">Whom to ask.</param>
    /// <param name="isPrepared">It is one session, asked before the lock and under it.</param>
    /// <param name="cancel">Stops the asking.</param>
    /// <exception cref="PhasedException">EFP3001: something has come in between.</exception>
    public Task RequireAsync(DbConnection connection, bool isPrepared, CancellationToken cancel)
    {
        var operation = entry.Create().UpOperations.OfType<GateOperation>().FirstOrDefault() ?? new GateOperation { Change = entry.Change! };
        return Gate.RequireStillOpenAsync(GateContext.For(session, entry, operation) with { Connection = connection, IsPrepared = isPrepared }, cancel);
    }
}
