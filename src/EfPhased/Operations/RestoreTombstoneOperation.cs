using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>Brings back what <see cref="AddTombstoneOperation"/> has kept.</summary>
public sealed class RestoreTombstoneOperation : TablePhasedOperation
{
    /// <summary>The column; null for the table itself.</summary>
    public string? Column { get; init; }

    /// <summary>The name that it was kept under.</summary>
    public required string Name { get; init; }
}
