using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

internal sealed partial class PostgreSqlDependencySql
{
    public override string TextColumns => " (kind, name, owner, consequence, show, body, traits)";

    // Bodies are plain text to the server, except those it has parsed, which Known finds.
    public override string Texts(RemovedObject removed, ContractDrops drops)
    {
        var texts = new List<string> { Routines(removed, drops) };
        if (removed.Column is not null)
            texts.Add(WholeRows);
        texts.Add(ForeignTables(removed));
        return $"""
            {Frame(removed, drops)},
            texts (kind, name, owner, consequence, show, body, traits) AS (
            {string.Join("\nUNION ALL\n", texts)}
            )
            SELECT * FROM texts ORDER BY 1, 2
            """;
    }

    // A name without a schema means what the function's own search_path finds, else its own schema's table where that has one.
    private string Routines(RemovedObject removed, ContractDrops drops)
    {
        var table = Literal(removed.Table);
        var shims = drops.Shims.SelectMany(s => new[] { DualWriteNames.Function(s), DualWriteNames.PartFunction(s) }.Take(s is DropRowDualWriteOperation ? 2 : 1)
            .Select(f => $"({Literal(f)}::name, {SchemaOf(s.Table, s.Schema)})")).Append("(NULL::name, NULL::oid)");
        return $"""
            SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, {Routine}, NULL::text,
                CASE WHEN used.trigger THEN {Literal(Consequence.WritesFail)} ELSE {Literal(Consequence.Breaks)} END, {ShowRoutine},
                CASE WHEN l.lanname NOT IN ('c', 'internal') THEN p.prosrc END,
                concat_ws(' ', CASE WHEN l.lanname NOT IN ('sql', 'plpgsql') THEN '{TextTraits.Foreign}' END, CASE WHEN used.trigger THEN '{TextTraits.Trigger}' END,
                    CASE WHEN used.rows THEN '{TextTraits.TakesRows}' END,
                    CASE WHEN l.lanname = 'sql' AND p.prorettype <> c.reltype THEN '{TextTraits.GivesRows}' END,
                    CASE WHEN home.finds IS FALSE THEN '{TextTraits.Elsewhere}' END)
            FROM pg_class c, pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
                CROSS JOIN LATERAL (SELECT
                    EXISTS (SELECT 1 FROM pg_trigger t JOIN target ON target.rel = t.tgrelid WHERE t.tgfoid = p.oid AND NOT t.tgisinternal),
                    EXISTS (SELECT 1 FROM unnest(p.proargtypes) a (type) JOIN pg_type y ON y.oid = a.type WHERE (SELECT reltype FROM pg_class WHERE oid = {Class(removed.Table, removed.Schema)}) IN (y.oid, y.typelem))
                ) AS used (trigger, rows)
                CROSS JOIN LATERAL (SELECT (
                    SELECT s.oid = c.relnamespace FROM unnest(COALESCE(
                        (SELECT string_to_array(replace(replace(substr(g, 13), '"', ''), ' ', ''), ',') FROM unnest(p.proconfig) g WHERE g LIKE 'search\_path=%'),
                        ARRAY[n.nspname::text])) WITH ORDINALITY AS path (schema, nr)
                        JOIN pg_namespace s ON s.nspname = path.schema
                        JOIN pg_class o ON o.relnamespace = s.oid AND o.relname = {table}::name ORDER BY path.nr LIMIT 1)
                ) AS home (finds)
            WHERE c.oid = {Class(removed.Table, removed.Schema)} AND p.prosrc <> '' AND p.prokind <> 'a'
                AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT starts_with(n.nspname::text, 'pg_temp')
                AND (l.lanname IN ('c', 'internal') OR {Candidate(removed, "p.prosrc", "used.trigger OR used.rows")})
                AND NOT EXISTS (SELECT 1 FROM (VALUES {string.Join(", ", shims)}) AS shim (name, schema) WHERE shim.name = p.proname AND shim.schema = p.pronamespace)
                AND NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
            """;
    }

    // A view over the whole row depends on the table alone.
    private static string WholeRows
        => $"""
            SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, {Qualified("n.nspname", "c.relname")}, NULL,
                {"'" + Consequence.Changes + "'"}, format('SELECT pg_get_viewdef(%L::regclass, true)', {Qualified("n.nspname", "c.relname")}),
                pg_get_viewdef(c.oid), '{TextTraits.GivesRows}'
            FROM pg_rewrite r {Class("r.ev_class")}
            WHERE r.rulename = '_RETURN' AND EXISTS (SELECT 1 FROM target JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                    AND d.refclassid = 'pg_class'::regclass AND d.refobjid = target.rel AND d.refobjsubid = 0)
                AND NOT EXISTS (SELECT 1 FROM target JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                    AND d.refclassid = 'pg_class'::regclass AND d.refobjid = target.rel AND d.refobjsubid = target.col)
            """;

    // A foreign table that a server in another database, or this very database, serves from ours. What it calls the table is in its options.
    private string ForeignTables(RemovedObject removed)
    {
        var column = removed.Column is null
            ? ""
            : $"""
              AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND COALESCE(
                  (SELECT substr(o, 13) FROM unnest(a.attfdwoptions) o WHERE o LIKE 'column\_name=%'), a.attname::text) = {Literal(removed.Column)})
              """;
        return $"""
            SELECT 'foreign table', {Qualified("n.nspname", "c.relname")}, NULL, {Literal(Consequence.Breaks)} || ' (owner ' || pg_get_userbyid(c.relowner) || ', server ' || s.srvname || ')',
                format('SELECT ftoptions FROM pg_foreign_table WHERE ftrelid = %L::regclass', {Qualified("n.nspname", "c.relname")}),
                {Literal(removed.Column is null ? "TABLE " + Writer.Table(removed.Table, null) : Writer.Column(removed.Column))}, '{TextTraits.Expression}'
            FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver {Class("f.ftrelid")}
            WHERE COALESCE((SELECT substr(o, 12) FROM unnest(f.ftoptions) o WHERE o LIKE 'table\_name=%'), c.relname) = {Literal(removed.Table)}
                AND COALESCE((SELECT substr(o, 13) FROM unnest(f.ftoptions) o WHERE o LIKE 'schema\_name=%'), n.nspname) = ({SchemaName(removed)})
                AND COALESCE((SELECT substr(o, 8) FROM unnest(s.srvoptions) o WHERE o LIKE 'dbname=%'), current_database()) = current_database()
                AND NOT EXISTS (SELECT 1 FROM target WHERE target.rel = c.oid)
                {column}
            """;
    }

    // Quotes inside a name are doubled, and U&"" may hide it altogether.
    private string Candidate(RemovedObject removed, string text, string attached)
    {
        string Holds(string name) => $"position(lower({Literal(name.Replace("\"", "\"\"", StringComparison.Ordinal))}) in lower({text})) > 0";
        var mentions = removed.Column is null
            ? Holds(removed.Table)
            : $"(({Holds(removed.Column)} OR position('*' in {text}) > 0) AND ({attached} OR {Holds(removed.Table)}))";
        return $"({mentions} OR position('u&' in lower({text})) > 0)";
    }

    private string SchemaOf(string table, string? schema) => $"(SELECT relnamespace FROM pg_class WHERE oid = {Class(table, schema)})";
}
