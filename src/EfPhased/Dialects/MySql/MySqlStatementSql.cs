using EfPhased.Gates.Sql;
using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

/// <summary>https://dev.mysql.com/doc/refman/8.4/en/performance-schema-statement-digests.html</summary>
internal sealed class MySqlStatementSql(SqlWriter writer, string? schema) : StatementSql(writer, schema)
{
    public override SqlFlavor Flavor => SqlFlavor.MySql;

    public override string Source =>
        """
        SELECT 'performance_schema.events_statements_summary_by_digest',
            CASE WHEN (SELECT COUNT(*) FROM performance_schema.setup_consumers
                    WHERE NAME IN ('global_instrumentation', 'statements_digest') AND ENABLED = 'YES') < 2
                OR (SELECT COUNT(*) FROM performance_schema.setup_instruments WHERE NAME = 'statement/sql/select' AND ENABLED = 'YES') = 0
                THEN 'the performance schema is off, or counts no statements (performance_schema=ON, consumer statements_digest)' END
        """;

    // The server forgets all at once, so the oldest statement tells; what finds no room is counted together.
    public override string Losses(string source)
        => $"SELECT DATE_FORMAT(MIN(s.FIRST_SEEN), '%Y-%m-%dT%H:%i:%sZ'), SUM(CASE WHEN s.DIGEST IS NULL THEN s.COUNT_STAR ELSE 0 END) FROM {source} s";

    public override string Hidden(string source) => "SELECT 0";

    // Sessions elsewhere may name the database.
    public override string Candidates(string source, IReadOnlyList<RemovedObject> removes)
        => $"SELECT CONCAT(s.DIGEST, '/', COALESCE(s.SCHEMA_NAME, '')) AS id, s.COUNT_STAR AS calls, s.DIGEST_TEXT AS query FROM {source} s "
            + $"WHERE s.DIGEST IS NOT NULL AND (s.SCHEMA_NAME = DATABASE() OR LOCATE(LOWER(DATABASE()), LOWER(s.DIGEST_TEXT)) > 0) AND {MayName("s.DIGEST_TEXT", removes)}";

    public override string Running(string change, IReadOnlyList<RemovedObject> removes)
        => "SELECT CONCAT(CAST(p.ID AS CHAR), ' of ', p.USER), p.INFO FROM information_schema.PROCESSLIST p "
            + $"WHERE p.ID <> CONNECTION_ID() AND p.DB = DATABASE() AND p.INFO IS NOT NULL AND {MayName("p.INFO", removes)}";

    public override string SchemaOf(RemovedObject removed) => removed.Schema is null ? "SELECT DATABASE()" : $"SELECT {Writer.Literal(removed.Schema)}";

    protected override string Now => "UTC_TIMESTAMP(6)";

    protected override string TimeText(string column) => $"DATE_FORMAT({column}, '%Y-%m-%dT%H:%i:%sZ')";

    protected override string Contains(string text, string name) => $"LOCATE({Writer.Literal(name.ToLowerInvariant())}, LOWER({text})) > 0";
}
