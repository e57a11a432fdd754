using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Makes the new shape authoritative: where a writer supplies both shapes and they disagree, the old one is derived from the
/// new one. The previous version can still write through the old shape alone.
/// </summary>
public sealed class SwitchDualWriteOperation : TablePhasedOperation
{
    /// <inheritdoc cref="AddDualWriteOperation.Pairs" />
    public IReadOnlyList<ColumnPair> Pairs { get; init; } = [];

    /// <inheritdoc cref="AddDualWriteOperation.Groups" />
    public IReadOnlyList<ColumnGroup> Groups { get; init; } = [];

    /// <inheritdoc cref="AddDualWriteOperation.Fills" />
    public IReadOnlyList<ColumnFill> Fills { get; init; } = [];

    /// <summary>True to go back to what <see cref="AddDualWriteOperation"/> made: a writer that supplies both shapes keeps both.</summary>
    public bool Revert { get; init; }
}
