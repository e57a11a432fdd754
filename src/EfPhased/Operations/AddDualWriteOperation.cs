using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Creates the triggers that keep the old and the new columns of a table in step, whoever writes.
/// </summary>
public sealed class AddDualWriteOperation : TablePhasedOperation
{
    /// <summary>Columns that hold the same information in the old and in the new shape.</summary>
    public IReadOnlyList<ColumnPair> Pairs { get; init; } = [];

    /// <summary>Columns that hold the same information in several columns of the other shape.</summary>
    public IReadOnlyList<ColumnGroup> Groups { get; init; } = [];

    /// <summary>New columns that are computed for rows inserted by a version that does not know them.</summary>
    public IReadOnlyList<ColumnFill> Fills { get; init; } = [];
}
