using EfPhased.Gates.Sql;
using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>https://www.postgresql.org/docs/current/pgstatstatements.html</summary>
internal sealed class PostgreSqlStatementSql(SqlWriter writer, string? schema) : StatementSql(writer, schema)
{
    private const string ThisDatabase = "s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())";

    public override SqlFlavor Flavor => SqlFlavor.PostgreSql;

    public override string Source =>
        """
        SELECT quote_ident(n.nspname) || '.pg_stat_statements', NULL
        FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'
        UNION ALL
        SELECT NULL, 'the extension pg_stat_statements is not installed in this database: CREATE EXTENSION pg_stat_statements'
        WHERE NOT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements')
        """;

    // Since PostgreSQL 14; before that a reset shows only in counts that fell.
    public override string Losses(string source) =>
        $"""
        SELECT xmlserialize(CONTENT (xpath('/row/r/text()', x.info))[1] AS text), xmlserialize(CONTENT (xpath('/row/d/text()', x.info))[1] AS text)
        FROM (SELECT CASE WHEN to_regclass({Writer.Literal(source + "_info")}) IS NULL THEN NULL
            ELSE query_to_xml('SELECT stats_reset::text AS r, dealloc AS d FROM ' || {Writer.Literal(source + "_info")}, true, true, '') END AS info) AS x
        """;

    public override string Hidden(string source)
        => $"SELECT count(*) FROM {source} s WHERE {ThisDatabase} AND s.queryid IS NULL";

    // A backup copies whatever columns there are.
    public override string Candidates(string source, IReadOnlyList<RemovedObject> removes)
        => $"SELECT s.queryid::text || '/' || s.userid::text AS id, sum(s.calls)::bigint AS calls, min(s.query) AS query FROM {source} s "
            + $"WHERE {ThisDatabase} AND s.queryid IS NOT NULL AND {MayName("s.query", removes)} AND s.query !~* '^\\s*copy\\M.*\\mto\\s+stdout' GROUP BY 1";

    public override string Running(string change, IReadOnlyList<RemovedObject> removes)
        => $"SELECT a.pid::text || ' of ' || coalesce(a.usename::text, '?') || coalesce(' (' || nullif(a.application_name, '') || ')', ''), a.query "
            + "FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() "
            + $"AND a.application_name <> '{InstanceSql.OwnSessions}' AND {MayName("a.query", removes)} "
            + $"AND a.query_start > (SELECT taken_at FROM {Statements} WHERE change_name = {Writer.Literal(change)} AND statement_id = '')";

    public override string SchemaOf(RemovedObject removed)
        => "SELECT n.nspname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            + $"WHERE c.oid = to_regclass({Writer.Literal(Writer.Table(removed.Table, removed.Schema))})";

    protected override string Now => "clock_timestamp()";

    protected override string TimeText(string column) => $"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

    protected override string Contains(string text, string name) => $"strpos(lower({text}), {Writer.Literal(name.ToLowerInvariant())}) > 0";
}
