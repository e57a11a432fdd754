using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Creates the view under a table's old name again, after the contract that dropped it was taken back.
/// </summary>
public sealed class AddOldTableViewOperation : TablePhasedOperation
{
    /// <summary>The name of the table that the view shows.</summary>
    public required string Of { get; init; }

    /// <inheritdoc cref="RenameTableBehindViewOperation.NewSchema" />
    public string? OfSchema { get; init; }

    /// <inheritdoc cref="RenameTableBehindViewOperation.Columns" />
    public required IReadOnlyList<string> Columns { get; init; }
}
