using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Keeps a column or a table under another name for some time, instead of dropping it. Until then a rollback brings it back with its
/// values; a later <c>apply</c> drops it when the time has passed.
/// </summary>
public sealed class AddTombstoneOperation : TablePhasedOperation
{
    /// <summary>The column; null for the table itself.</summary>
    public string? Column { get; init; }

    /// <summary>The name that it is kept under.</summary>
    public required string Name { get; init; }

    /// <summary>For how long, from the end of the migration.</summary>
    public required TimeSpan KeepFor { get; init; }
}
