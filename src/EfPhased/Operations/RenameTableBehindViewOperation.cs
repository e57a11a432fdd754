using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Gives a table another name or schema, and puts a view under the old one at the same moment, through which a version that does not
/// know the new name reads and writes.
/// </summary>
public sealed class RenameTableBehindViewOperation : TablePhasedOperation
{
    public required string NewName { get; init; }

    /// <summary>The schema that the table moves to, or null when it stays.</summary>
    public string? NewSchema { get; init; }

    /// <summary>The columns that the view shows.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The name that the view bears until the two are swapped, on servers that swap names. Not used by the others.</summary>
    public required string Standby { get; init; }

    /// <summary>True to take the view away and give the table its old name back.</summary>
    public bool Revert { get; init; }
}
