using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

internal sealed class PostgreSqlDependencySql(SqlWriter writer) : DependencySql(writer)
{
    public override string Known(RemovedObject removed)
    {
        var isColumn = removed.Column is not null;
        var of = isColumn ? "d.refobjid = target.rel AND d.refobjsubid = target.col" : "d.refobjid = target.rel";
        var rows = new List<string>
        {
            $"""
            SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' WHEN 'v' THEN 'view' ELSE 'rule on' END, c.oid::regclass::text, NULL
            {From("pg_rewrite")} JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class c ON c.oid = r.ev_class
            WHERE {of} AND (c.oid <> target.rel OR {(isColumn ? "true" : "false")})
            """,
            $"""
            SELECT 'function', p.oid::regprocedure::text, NULL {From("pg_proc")} JOIN pg_proc p ON p.oid = d.objid WHERE {of}
            """,
            ForeignKeys(isColumn),
        };
        if (isColumn)
            rows.AddRange(OfColumn(of));
        else
            rows.Add("SELECT 'publication', p.pubname::text, NULL FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid, target WHERE r.prrelid = target.rel");

        return $"WITH target AS ({Target(removed)})\n{string.Join("\nUNION\n", rows)}\nORDER BY 1, 2";
    }

    // Bodies are plain text to the server, except those it has parsed, which Known finds.
    public override string Texts(RemovedObject removed)
        => $"""
            WITH target AS ({Target(removed)})
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, p.oid::regprocedure::text, p.prosrc,
                (EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgfoid = p.oid AND t.tgrelid = target.rel))::int
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang, target
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND l.lanname NOT IN ('c', 'internal')
                AND NOT starts_with(p.proname::text, {Writer.Literal(DualWriteNames.FunctionPrefix)})
                AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
            ORDER BY 2
            """;

    private IEnumerable<string> OfColumn(string of)
    {
        yield return
            $"""
            SELECT 'generated column', a.attrelid::regclass::text || '.' || quote_ident(a.attname), NULL
            {From("pg_attrdef")} JOIN pg_attrdef f ON f.oid = d.objid JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
            WHERE {of} AND a.attgenerated <> '' AND a.attnum <> target.col
            """;
        yield return
            $"""
            SELECT 'policy', p.polname::text, p.polrelid::regclass::text {From("pg_policy")} JOIN pg_policy p ON p.oid = d.objid WHERE {of}
            """;
        yield return
            $"""
            SELECT 'trigger', t.tgname::text, t.tgrelid::regclass::text {From("pg_trigger")} JOIN pg_trigger t ON t.oid = d.objid
            WHERE {of} AND NOT t.tgisinternal AND NOT starts_with(t.tgname::text, {Writer.Literal(DualWriteNames.TriggerPrefix)})
            """;
        yield return
            $"""
            SELECT 'publication', p.pubname::text, NULL {From("pg_publication_rel")}
                JOIN pg_publication_rel r ON r.oid = d.objid JOIN pg_publication p ON p.oid = r.prpubid WHERE {of}
            """;

        // The server drops these together with the column and says nothing, although they are about other columns too.
        yield return
            """
            SELECT 'constraint over several columns', c.conname::text, c.conrelid::regclass::text FROM pg_constraint c, target
            WHERE c.conrelid = target.rel AND target.col = ANY (c.conkey) AND cardinality(c.conkey) > 1
            """;
        yield return
            $"""
            SELECT 'index over several columns', i.indexrelid::regclass::text, i.indrelid::regclass::text
            {From("pg_class")} JOIN pg_index i ON i.indexrelid = d.objid
            WHERE {of} AND i.indnatts > 1 AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
            """;
    }

    private static string ForeignKeys(bool isColumn)
        => "SELECT 'foreign key', c.conname::text, c.conrelid::regclass::text FROM pg_constraint c, target "
            + "WHERE c.contype = 'f' AND c.confrelid = target.rel AND "
            + (isColumn ? "target.col = ANY (c.confkey)" : "c.conrelid <> target.rel");

    private static string From(string catalog)
        => $"FROM target JOIN pg_depend d ON d.classid = '{catalog}'::regclass AND d.refclassid = 'pg_class'::regclass";

    private string Target(RemovedObject removed)
    {
        var rel = $"to_regclass({Writer.Literal(Writer.Table(removed.Table, removed.Schema))})";
        var col = removed.Column is null
            ? "NULL::smallint"
            : $"(SELECT attnum FROM pg_attribute WHERE attrelid = {rel} AND attname = {Writer.Literal(removed.Column)}::name AND NOT attisdropped)";
        return $"SELECT {rel}::oid AS rel, {col} AS col";
    }
}
