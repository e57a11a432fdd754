namespace EfPhased;

/// <summary>
/// One column that a backfill fills.
/// </summary>
/// <param name="Column">The column to fill.</param>
/// <param name="Value">SQL that computes the value, with columns of the same row in braces: <c>{Name}</c>.</param>
public sealed record BackfillValue(string Column, string Value)
{
    /// <summary>
    /// Fill rows where the column is null, and only those. For values that differ from call to call (a random UUID), or that
    /// someone may have set on purpose. Otherwise every row whose value differs from <see cref="Value"/> is filled.
    /// </summary>
    public bool WhereNull { get; init; }

    /// <summary>The store type of the column, which decides how values are compared.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// A row in which the column has a value, and all of these have theirs, needs no filling: it was written in the other shape, and
    /// what that holds may say more than <see cref="Value"/> can.
    /// </summary>
    public IReadOnlyList<BackfillValue> Unless { get; init; } = [];

    /// <summary>Null is such a value of the column too. Only where every row has been filled once: before that, null is none.</summary>
    public bool NullCounts { get; init; }

    /// <summary>
    /// Rows of another table that are filled from these columns, or fill them (<see cref="FromPart"/>), instead of <see cref="Column"/> alone.
    /// </summary>
    public MovedRows? Rows { get; init; }

    /// <summary>True to fill the table's columns from the rows of the part, false to add the missing rows of the part.</summary>
    public bool FromPart { get; init; }
}
