namespace EfPhased.Dialects;

/// <summary>
/// Where a row of the table may have several in the part. The column is a foreign key's, so values are the same when they are to the
/// server: 'a' and 'A', where the collation says so.
/// </summary>
internal sealed partial class MovedRowsSql
{
    private bool HasSeveral => rows.PartRows is PartRows.Several;

    private MovedColumn Only => rows.Columns[0];

    /// <summary>The columns that tell a row of the part from all others.</summary>
    public IReadOnlyList<string> PartIdentity => HasSeveral ? PartColumns : rows.PartKey;

    /// <summary>Two rows of the part belong to the same row of the table.</summary>
    public string IsBeside(Func<string, string> one, Func<string, string> other) => string.Join(" AND ", rows.PartKey.Select(k => $"{other(k)} = {one(k)}"));

    /// <summary>The row that the column means when nothing says which: the smallest.</summary>
    /// <param name="from">The part, with an alias.</param>
    /// <param name="condition">Which of its rows.</param>
    /// <param name="part">Writes the part's columns.</param>
    /// <param name="lock">What stands behind the query.</param>
    public string First(string from, string condition, Func<string, string> part, string @lock = "")
        => $"(SELECT {part(Only.PartColumn)} FROM {from} WHERE {condition} ORDER BY {part(Only.PartColumn)} LIMIT 1{@lock})";

    /// <summary>
    /// Whether the part has rows that no column holds, as one SELECT. Where the column is gone already, it could hold the smallest of each.
    /// </summary>
    public string AreLeftOver(string table, bool hasColumn)
    {
        var part = Of(writer, "part");
        var held = Of(writer, "held");
        return $"SELECT EXISTS (SELECT 1 FROM {Part} AS part WHERE " + (hasColumn
            ? $"NOT EXISTS (SELECT 1 FROM {table} AS held WHERE {Means(held, part)}))"
            : $"EXISTS (SELECT 1 FROM {Part} AS held WHERE {IsBeside(held, part)} AND {held(Only.PartColumn)} < {part(Only.PartColumn)}))");
    }

    private string OtherMeant => Changed(Only.Column);

    private string OtherRow => Either(PartColumns.Select(Changed));

    private string Untaken
        => $"NOT EXISTS (SELECT 1 FROM {Hidden} WHERE {Means(writer.Column, HiddenColumn)}) AND "
            + $"({writer.Column(Only.Column)} IS NOT NULL OR EXISTS (SELECT 1 FROM {Hidden} WHERE {Match(writer.Column, HiddenColumn)}))";

    private string FirstAssignment => $"{writer.Column(Only.Column)} = {First(Hidden, Match(writer.Column, HiddenColumn), HiddenColumn)}";

    private string Changed(string column) => writer.DifferAsKeys($"NEW.{writer.Column(column)}", $"OLD.{writer.Column(column)}");
}
