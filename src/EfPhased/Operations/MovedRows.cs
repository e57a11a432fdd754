namespace EfPhased;

/// <summary>
/// Columns of a table that are, in the other shape, the rows of a table of their own: at most one row for each, with the same key, unless
/// <see cref="PartRows"/> allows for several.
/// </summary>
/// <param name="Part">The table whose rows they are.</param>
/// <param name="Key">The columns of the table's key.</param>
/// <param name="PartKey">The columns of a key of the part, in the same order; they refer to <paramref name="Key"/>.</param>
/// <param name="Columns">The columns that hold the same in both places.</param>
/// <param name="PartSchema">The part's schema, or null for the default one.</param>
public sealed record MovedRows(
    string Part, IReadOnlyList<string> Key, IReadOnlyList<string> PartKey, IReadOnlyList<MovedColumn> Columns, string? PartSchema = null)
{
    /// <summary>
    /// The column that says which rows have a row in the part. Without one, those have one in which any of <see cref="Columns"/>
    /// differs from its <see cref="MovedColumn.Absent"/>.
    /// </summary>
    public MovedKind? Kind { get; init; }

    /// <summary>The part whose rows those of this one refer to; null where they refer to the table's own. Only with a <see cref="Kind"/>.</summary>
    public MovedParent? Parent { get; init; }

    /// <summary>Whether the rows of the part follow the columns too, or belong to the application.</summary>
    public PartRows PartRows { get; init; }

    /// <summary>
    /// What the column refers to, where a row of the table may have several in the part. When a row goes there, foreign keys take it out
    /// of both places, and the triggers leave that to them.
    /// </summary>
    public MovedPrincipal? Principal { get; init; }
}

/// <summary>
/// The table to which a column of <see cref="MovedRows"/> refers, from either place.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column of its key.</param>
/// <param name="Schema">Its schema, or null for the default one.</param>
public sealed record MovedPrincipal(string Table, string Column, string? Schema = null);

/// <summary>
/// One column of <see cref="MovedRows"/>.
/// </summary>
/// <param name="Column">The table's column.</param>
/// <param name="PartColumn">The part's column.</param>
public sealed record MovedColumn(string Column, string PartColumn)
{
    /// <summary>SQL that computes the part's column, with columns of the table in braces. A plain copy when null.</summary>
    public string? Up { get; init; }

    /// <summary>SQL that computes the table's column, with columns of the part in braces. A plain copy when null.</summary>
    public string? Down { get; init; }

    /// <summary>The store type of the table's column, which decides how values are compared.</summary>
    public string? Type { get; init; }

    /// <summary>The store type of the part's column where it is another one.</summary>
    public string? PartType { get; init; }

    /// <summary>What the column holds where the part has no row, as SQL; null when null. An insert that leaves the column out gets it too.</summary>
    public string? Absent { get; init; }

    internal string UpTemplate => Up ?? ColumnTemplate.For(Column);

    internal string DownTemplate => Down ?? ColumnTemplate.For(PartColumn);
}

/// <summary>
/// A discriminator: some of its values say that a row has a row in the part.
/// </summary>
/// <param name="Column">The table's column.</param>
/// <param name="Present">The values that say so, as SQL literals.</param>
/// <param name="Own">What it becomes when the part gets a row, as SQL.</param>
/// <param name="Absent">What it becomes when the part's row goes, as SQL.</param>
public sealed record MovedKind(string Column, IReadOnlyList<string> Present, string Own, string Absent)
{
    /// <summary>
    /// The part is that of an abstract type, which no row is of: <see cref="Own"/> stands between two inserts alone. A row that keeps it
    /// has a row in the part and none below, so no version could read it from one table; the gate counts those.
    /// </summary>
    public bool OwnMustPass { get; init; }
}

/// <summary>
/// A part between a table and another part: the middle of three levels of inheritance. It is kept in step and filled before the parts
/// below it, which leave alone what it does not hold yet.
/// </summary>
/// <param name="Part">The part in between.</param>
/// <param name="Key">The columns of its key, in the order of the table's.</param>
/// <param name="Present">The values of the discriminator that say that a row has a row there, as SQL literals.</param>
/// <param name="Level">How many parts there are between the table and the part below: at least one.</param>
/// <param name="Schema">Its schema, or null for the default one.</param>
public sealed record MovedParent(string Part, IReadOnlyList<string> Key, IReadOnlyList<string> Present, int Level, string? Schema = null);
