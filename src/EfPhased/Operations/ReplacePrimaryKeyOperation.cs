using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Puts one primary key in the place of another, so that the table is never without one. Its index is built before, while writes
/// go on; the columns must be NOT NULL already.
/// </summary>
public sealed class ReplacePrimaryKeyOperation : TablePhasedOperation
{
    /// <summary>The key that goes; nothing has to refer to it any more.</summary>
    public required string OldName { get; init; }

    /// <summary>The key that comes; it may bear the same name.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The name that the new key's index bears while both exist.</summary>
    public required string IndexName { get; init; }
}
