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
}
