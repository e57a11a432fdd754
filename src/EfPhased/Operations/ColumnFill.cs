namespace EfPhased;

/// <summary>
/// A column whose value the database computes for rows that a version writes without it.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Value">SQL that computes the value, with columns of the same row in braces: <c>upper({Region})</c>.</param>
public sealed record ColumnFill(string Column, string Value)
{
    /// <summary>
    /// Updates that leave the column null are given the value too: for a column that one of the two versions cannot read as null.
    /// Otherwise only inserts are, for a new column that the previous version does not know.
    /// </summary>
    public bool OnUpdate { get; init; }

    /// <summary>
    /// Every insert and update gives the column the value, whatever was written to it: for a column that no version knows and that
    /// follows another one.
    /// </summary>
    public bool Always { get; init; }

    /// <summary>
    /// An update that changes what the value is computed of changes the column too, unless that update writes the column itself, or the
    /// column holds something else than the value: for a column that the server computes for one of the two versions only.
    /// </summary>
    public bool Follows { get; init; }

    /// <summary>The store type of the column, which decides how values are compared.</summary>
    public string? Type { get; init; }
}
