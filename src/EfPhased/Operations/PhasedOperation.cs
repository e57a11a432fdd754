using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// An operation that EF Core does not know: <c>UsePhasedMigrations()</c> gives it its SQL. Without that call EF stops with its
/// own "unknown operation" error, so a phased migration never runs half understood.
/// </summary>
public abstract class PhasedOperation : MigrationOperation
{
    /// <summary>The change that the operation belongs to.</summary>
    public required string Change { get; init; }
}
