using System.Globalization;

namespace EfPhased.Dialects;

/// <summary>
/// A column of the key along which rows are visited.
/// </summary>
/// <param name="Name">The column.</param>
/// <param name="Type">Its type in the server's words.</param>
internal sealed record KeyColumn(string Name, string Type);

/// <summary>
/// The SQL of visiting a table in chunks along a key. Keys travel as text that the server made and reads again, so that no client
/// type or ordering comes between. Parameters <c>@a0, @a1, …</c> hold the key after which, <c>@z0, …</c> the one up to which rows
/// are meant.
/// </summary>
internal abstract class BackfillSql(SqlWriter writer)
{
    protected SqlWriter Writer { get; } = writer;

    /// <summary>True where rows are visited by where they lie: one that is written meanwhile may come to lie behind the visitor.</summary>
    public virtual bool IsPlace(IReadOnlyList<KeyColumn> key) => false;

    /// <summary>Why the rows of a table cannot be visited by where they lie, as one text; null when they can.</summary>
    public virtual string? PlaceProblem(string table, string? schema) => null;

    /// <summary>
    /// What tells later which rows have come to lie elsewhere, as a JSON array of texts: the file that holds the table, and a transaction.
    /// Null where rows are visited along a key.
    /// </summary>
    public virtual string? PlaceMark(string table, string? schema) => null;

    /// <summary>The condition that a row was written since a mark was made, whose transaction is <c>@since</c>.</summary>
    public virtual string WrittenSinceMark => throw new NotSupportedException("Rows are visited along a key.");

    /// <summary>The key as a JSON array of texts.</summary>
    public abstract string KeyText(IReadOnlyList<KeyColumn> key);

    /// <summary>True for types whose text form can be compared as the server orders the column.</summary>
    public abstract bool IsSupported(KeyColumn column);

    /// <summary>The condition that a row is in the range.</summary>
    public string Range(IReadOnlyList<KeyColumn> key, bool after, bool upTo)
        => (after, upTo) switch
        {
            (false, false) => "1 = 1",
            (true, false) => After(key),
            (false, true) => UpTo(key),
            _ => $"{After(key)} AND {UpTo(key)}",
        };

    public virtual string LastKey(string table, string? schema, IReadOnlyList<KeyColumn> key)
        => $"SELECT {KeyText(key)} FROM {Writer.Table(table, schema)} ORDER BY {Order(key, " DESC")} LIMIT 1";

    /// <summary>The key of the last row of a chunk; no row when fewer are left.</summary>
    public virtual string EndOfChunk(string table, string? schema, IReadOnlyList<KeyColumn> key, bool after, bool upTo, int rows)
    {
        var offset = (rows - 1).ToString(CultureInfo.InvariantCulture);

        // PostgreSQL would make the text of each row that is passed over, which takes eight times as long as passing over it.
        return $"SELECT {KeyText(key)} FROM (SELECT {Order(key)} FROM {Writer.Table(table, schema)} WHERE {Range(key, after, upTo)} "
            + $"ORDER BY {Order(key)} LIMIT 1 OFFSET {offset}) AS passed";
    }

    public string Count(string table, string? schema, string range, string? condition = null)
        => $"SELECT COUNT(*) AS {StatementSql.Own} FROM {Writer.Table(table, schema)} WHERE {range}{And(condition)}";

    /// <summary>The keys of rows that meet a condition.</summary>
    public string Keys(string table, string? schema, IReadOnlyList<KeyColumn> key, string range, string condition, int limit)
        => FormattableString.Invariant(
            $"SELECT {KeyText(key)} AS {StatementSql.Own} FROM {Writer.Table(table, schema)} WHERE {range}{And(condition)} ORDER BY {Order(key)} LIMIT {limit}");

    public string Fill(string table, string? schema, IReadOnlyList<BackfillValue> values, string range)
        => Writer.Fill(Writer.Table(table, schema), values, range, StatementSql.Own);

    protected abstract string After(IReadOnlyList<KeyColumn> key);

    protected abstract string UpTo(IReadOnlyList<KeyColumn> key);

    private string Order(IReadOnlyList<KeyColumn> key, string direction = "")
        => string.Join(", ", key.Select(k => Writer.Column(k.Name) + direction));

    private static string And(string? condition) => condition is null ? "" : $" AND ({condition})";
}
