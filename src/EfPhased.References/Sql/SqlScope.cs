namespace EfPhased.References.Sql;

/// <summary>
/// What the names in one query block can mean.
/// </summary>
internal sealed class SqlScope(SqlScope? parent)
{
    public SqlScope? Parent { get; } = parent;

    public List<SqlSource> Sources { get; } = [];

    /// <summary>Common table expressions that a WITH of this block defines.</summary>
    public Dictionary<string, SqlColumns> Ctes { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that the select list gives to its columns: ORDER BY and GROUP BY mean these first.</summary>
    public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    public SqlColumns? FindCte(string name) => Ctes.TryGetValue(name, out var columns) ? columns : Parent?.FindCte(name);
}

internal enum SqlSourceKind
{
    Table,

    /// <summary>A subquery or common table expression.</summary>
    Derived,

    /// <summary>A function, or a table that only the program knows.</summary>
    Unknown,
}

/// <param name="Alias">The name that qualifies its columns, folded.</param>
/// <param name="Table">The target table that it is, if it is one.</param>
/// <param name="Confidence">How surely it is that table.</param>
internal sealed record SqlSource(
    SqlSourceKind Kind, string? Alias, TargetTable? Table = null, Confidence Confidence = Confidence.Certain, SqlColumns? Columns = null)
{
    /// <summary>Its columns have to be qualified, as those of <c>EXCLUDED</c>.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>
/// The columns that a subquery gives.
/// </summary>
internal sealed class SqlColumns
{
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Target tables all of whose columns it passes on.</summary>
    public List<SqlSource> Stars { get; } = [];

    /// <summary>It also passes on columns that nobody can tell from here.</summary>
    public bool Open { get; set; }
}
