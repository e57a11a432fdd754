namespace EfPhased.Operations;

/// <summary>
/// Removes the triggers that <see cref="AddRowDualWriteOperation"/> created.
/// </summary>
public sealed class DropRowDualWriteOperation : TablePhasedOperation
{
    /// <inheritdoc cref="MovedRows.Part" />
    public required string Part { get; init; }

    /// <inheritdoc cref="MovedRows.PartSchema" />
    public string? PartSchema { get; init; }

    /// <summary>The <see cref="MovedParent.Level"/> of the rows' parent; 0 without one.</summary>
    public int Level { get; init; }
}
