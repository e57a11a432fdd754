namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Where rows lie, for tables without a key: pages of a heap are read alone since PostgreSQL 14
/// (https://www.postgresql.org/docs/release/14.0/, TID range scans). An end of the range is a row, or the beginning of a page, where no
/// row ever is.
/// </summary>
internal sealed class PostgreSqlPlaces(SqlWriter writer)
{
    public const string Column = "ctid";

    // Twice what the statistics say, so that a chunk is seldom cut short by the window that it is looked for in.
    private const double WindowPerRow = 2;

    /// <summary>The beginning of the page after the last one, as an expression; null where there is no page.</summary>
    public string End(string table, string? schema)
        => $"(SELECT CAST('(' || pages || ',0)' AS tid) FROM (SELECT pg_relation_size({Class(table, schema)}) / current_setting('block_size')::bigint AS pages) AS heap WHERE pages > 0)";

    /// <summary>Why the rows of a table cannot be visited so, as one text; no row or null when they can.</summary>
    public string Problem(string table, string? schema) =>
        $"""
        SELECT CASE WHEN current_setting('server_version_num')::int < 140000 THEN 'the server is older than PostgreSQL 14, which reads the whole table for each chunk'
            WHEN c.relkind = 'p' THEN 'its rows lie in partitions'
            WHEN c.relkind <> 'r' THEN 'it is no ordinary table'
            WHEN EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = c.oid) THEN 'other tables inherit from it'
            WHEN (SELECT amname FROM pg_am WHERE oid = c.relam) <> 'heap' THEN 'it is no heap' END
        FROM pg_class c WHERE c.oid = {Class(table, schema)}
        """;

    /// <summary>
    /// The file that holds the table, and the oldest transaction that has not ended: a row that an older one has written lies where it lay
    /// until somebody writes it, or writes the whole table into another file. A JSON array of texts.
    /// </summary>
    public string Mark(string table, string? schema)
        => $"SELECT json_build_array(pg_relation_filenode({Class(table, schema)})::text, (pg_snapshot_xmin(pg_current_snapshot())::text::numeric % 4294967296)::text)::text";

    /// <summary>The condition that a row was written by a transaction, or one that came after it; or very long ago, for these numbers go round.</summary>
    public static string WrittenSince(string transaction) => $"age(xmin) <= (SELECT age(CAST({transaction} AS xid)))";

    /// <summary>The end of the next chunk, as a query with one place; no row when fewer rows are left.</summary>
    /// <param name="table">The table.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="after">Where the chunk begins, as an expression; null for the first page.</param>
    /// <param name="end">Where the visit ends, as an expression.</param>
    /// <param name="rows">How many rows, as an expression.</param>
    public string EndOfChunk(string table, string? schema, string? after, string end, string rows)
    {
        var begin = after is null ? "'(0,0)'::tid" : $"({after})";
        var window = FormattableString.Invariant(
            $"""
            CAST('(' || {Page(begin)} + (SELECT least({rows}, CASE WHEN reltuples > 0 THEN ceil({WindowPerRow} * ({rows}) * relpages / reltuples) ELSE ({rows}) / 50 END)::bigint + 1
                FROM pg_class WHERE oid = {Class(table, schema)}) || ',0)' AS tid)
            """);

        // A range of places is read as the rows lie, and any of them is an end; the server does not know the order and would sort, which takes
        // seven times as long. OFFSET 0 keeps it from reading once for the value and once for the condition.
        return
            $"""
            SELECT place FROM (SELECT coalesce(
                (SELECT {Own} FROM {writer.Table(table, schema)} WHERE {Own} > {begin} AND {Own} <= least({window}, {end}) LIMIT 1 OFFSET {rows} - 1),
                CASE WHEN {window} < {end} THEN {window} END) AS place OFFSET 0) AS chunk WHERE place IS NOT NULL
            """;
    }

    private string Own => writer.Column(Column);

    private static string Page(string place) => $"split_part(btrim(({place})::text, '()'), ',', 1)::bigint";

    private string Class(string table, string? schema) => $"to_regclass({writer.Literal(writer.Table(table, schema))})";
}
