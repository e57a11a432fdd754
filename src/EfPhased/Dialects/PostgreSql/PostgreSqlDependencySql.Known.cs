using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

internal sealed partial class PostgreSqlDependencySql
{
    public override string Known(RemovedObject removed, ContractDrops drops)
    {
        var isColumn = removed.Column is not null;
        return $"""
            {Frame(removed, drops)},
            refs (class, obj, sub) AS ({References(isColumn)}),
            uses AS (
                SELECT DISTINCT d.classid, d.objid, d.objsubid, d.deptype = 'n' AS stops
                FROM refs JOIN pg_depend d ON d.refclassid = refs.class AND d.refobjid = refs.obj AND d.refobjsubid = COALESCE(refs.sub, d.refobjsubid)
                WHERE d.deptype IN ('n', 'a') AND NOT EXISTS (
                    SELECT 1 FROM pg_depend p WHERE p.classid = d.classid AND p.objid = d.objid AND p.objsubid = d.objsubid AND p.deptype = 'P')
            ),
            found (kind, name, rel, part, stops, show) AS (
            {string.Join("\nUNION ALL\n", [.. Dependents, .. isColumn ? OfColumns : []])}
            )
            SELECT f.kind, f.name, CASE WHEN f.part IS NOT NULL THEN {Qualified("n.nspname", "c.relname")} END,
                CASE WHEN bool_or(f.stops) THEN {Literal(Consequence.Refused)} ELSE {Literal(Consequence.Dropped)} END, f.show
            FROM found f LEFT JOIN pg_class c ON c.oid = f.rel LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT EXISTS (SELECT 1 FROM gone WHERE gone.rel = f.rel) AND NOT EXISTS (SELECT 1 FROM ours WHERE ours.rel = f.rel AND ours.name = f.part)
            {(isColumn ? "" : "AND (f.kind = 'publication' OR NOT EXISTS (SELECT 1 FROM target WHERE target.rel = f.rel))")}
            GROUP BY f.kind, f.name, f.part, n.nspname, c.relname, f.show
            ORDER BY 1, 2
            """;
    }

    // A table's row type, and the sequences that go with it, have dependents of their own.
    private static string References(bool isColumn)
        => isColumn
            ? """
              SELECT 'pg_class'::regclass, rel, col::int FROM target
              UNION ALL SELECT 'pg_class'::regclass, s.objid, NULL::int FROM target JOIN pg_depend s ON s.classid = 'pg_class'::regclass
                  AND s.refclassid = 'pg_class'::regclass AND s.refobjid = rel AND s.refobjsubid = col AND s.deptype IN ('a', 'i')
                  JOIN pg_class q ON q.oid = s.objid AND q.relkind = 'S'
              """
            : """
              SELECT 'pg_class'::regclass, rel, NULL::int FROM target
              UNION ALL SELECT 'pg_type'::regclass, y.oid, NULL FROM target JOIN pg_class c ON c.oid = rel AND c.reltype <> 0 JOIN pg_type y ON y.oid = c.reltype OR y.typelem = c.reltype
              UNION ALL SELECT 'pg_class'::regclass, s.objid, NULL FROM target JOIN pg_depend s ON s.classid = 'pg_class'::regclass
                  AND s.refclassid = 'pg_class'::regclass AND s.refobjid = rel AND s.refobjsubid > 0 AND s.deptype IN ('a', 'i')
                  JOIN pg_class q ON q.oid = s.objid AND q.relkind = 'S'
              """;

    private static IEnumerable<string> Dependents =>
    [
        $"""
        SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, {Qualified("n.nspname", "c.relname")}, c.oid, NULL::name, stops,
            format('SELECT pg_get_viewdef(%L::regclass, true)', {Qualified("n.nspname", "c.relname")})
        FROM uses JOIN pg_rewrite r ON classid = 'pg_rewrite'::regclass AND r.oid = objid AND r.rulename = '_RETURN' {Class("r.ev_class")}
        """,
        $"""
        SELECT 'rule', quote_ident(r.rulename), c.oid, r.rulename, stops,
            format('SELECT pg_get_ruledef(oid) FROM pg_rewrite WHERE rulename = %L AND ev_class = %L::regclass', r.rulename, {Qualified("n.nspname", "c.relname")})
        FROM uses JOIN pg_rewrite r ON classid = 'pg_rewrite'::regclass AND r.oid = objid AND r.rulename <> '_RETURN' {Class("r.ev_class")}
        """,
        $"""
        SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, {Routine}, NULL, NULL, stops, {ShowRoutine}
        FROM uses JOIN pg_proc p ON classid = 'pg_proc'::regclass AND p.oid = objid JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prokind <> 'a'
        """,
        $"""
        SELECT CASE k.contype WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' WHEN 'u' THEN 'unique constraint' WHEN 'p' THEN 'primary key'
                WHEN 'x' THEN 'exclusion constraint' ELSE 'constraint' END, quote_ident(k.conname), c.oid, k.conname,
            stops AND k.conrelid NOT IN (SELECT rel FROM target) OR stops AND k.contype = 'f' AND NOT EXISTS (
                SELECT 1 FROM target WHERE rel = k.conrelid AND col = ANY (k.conkey)),
            format('SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %L AND conrelid = %L::regclass', k.conname, {Qualified("n.nspname", "c.relname")})
        FROM uses JOIN pg_constraint k ON classid = 'pg_constraint'::regclass AND k.oid = objid AND k.contype <> 'n' {Class("k.conrelid")}
        """,
        $"""
        SELECT CASE WHEN a.attgenerated <> '' THEN 'generated column' ELSE 'default of' END, quote_ident(a.attname), c.oid, a.attname, true,
            format('SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = %L::regclass AND adnum = %s', {Qualified("n.nspname", "c.relname")}, a.attnum)
        FROM uses JOIN pg_attrdef f ON classid = 'pg_attrdef'::regclass AND f.oid = objid JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
            {Class("f.adrelid")}
        WHERE NOT EXISTS (SELECT 1 FROM target WHERE rel = f.adrelid AND col = f.adnum)
        """,
        $"""
        SELECT 'policy', quote_ident(y.polname), c.oid, y.polname, stops,
            format('SELECT pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polname = %L AND polrelid = %L::regclass', y.polname, {Qualified("n.nspname", "c.relname")})
        FROM uses JOIN pg_policy y ON classid = 'pg_policy'::regclass AND y.oid = objid {Class("y.polrelid")}
        """,
        $"""
        SELECT 'trigger', quote_ident(g.tgname), c.oid, g.tgname, stops,
            format('SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = %L AND tgrelid = %L::regclass', g.tgname, {Qualified("n.nspname", "c.relname")})
        FROM uses JOIN pg_trigger g ON classid = 'pg_trigger'::regclass AND g.oid = objid AND NOT g.tgisinternal {Class("g.tgrelid")}
        """,
        """
        SELECT 'publication', quote_ident(b.pubname), pr.prrelid, NULL, stops,
            format('SELECT * FROM pg_publication_tables WHERE pubname = %L', b.pubname)
        FROM uses JOIN pg_publication_rel pr ON classid = 'pg_publication_rel'::regclass AND pr.oid = objid JOIN pg_publication b ON b.oid = pr.prpubid
        """,
        $"""
        SELECT CASE WHEN x.indpred IS NOT NULL THEN 'partial index' WHEN x.indexprs IS NOT NULL THEN 'expression index' WHEN x.indisunique THEN 'unique index'
                ELSE 'index' END, {Qualified("m.nspname", "i.relname")}, c.oid, i.relname, stops,
            format('SELECT pg_get_indexdef(%L::regclass)', {Qualified("m.nspname", "i.relname")})
        FROM uses JOIN pg_index x ON classid = 'pg_class'::regclass AND x.indexrelid = objid JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_namespace m ON m.oid = i.relnamespace {Class("x.indrelid")}
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
        """,
        $"""
        SELECT 'statistics', {Qualified("m.nspname", "e.stxname")}, c.oid, e.stxname, stops,
            format('SELECT pg_get_statisticsobjdef(e.oid) FROM pg_statistic_ext e JOIN pg_namespace n ON n.oid = e.stxnamespace WHERE stxname = %L AND nspname = %L', e.stxname, m.nspname)
        FROM uses JOIN pg_statistic_ext e ON classid = 'pg_statistic_ext'::regclass AND e.oid = objid JOIN pg_namespace m ON m.oid = e.stxnamespace {Class("e.stxrelid")}
        """,
        $"""
        SELECT CASE WHEN objsubid > 0 THEN 'column' ELSE 'inheriting table' END,
            {Qualified("n.nspname", "c.relname")} || COALESCE('.' || quote_ident((SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum = objsubid AND objsubid > 0)), ''),
            c.oid, NULL, stops, format('SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %L::regclass AND attnum > 0', {Qualified("n.nspname", "c.relname")})
        FROM uses {Class("objid")} WHERE classid = 'pg_class'::regclass AND c.relkind IN ('r', 'p', 'f', 'c')
        """,
        """
        SELECT (pg_identify_object(classid, objid, objsubid)).type, (pg_identify_object(classid, objid, objsubid)).identity, NULL, NULL, stops,
            format('SELECT pg_describe_object(%s, %s, %s)', classid, objid, objsubid)
        FROM uses WHERE classid NOT IN ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_policy'::regclass,
            'pg_trigger'::regclass, 'pg_publication_rel'::regclass, 'pg_class'::regclass, 'pg_statistic_ext'::regclass)
        """,
    ];

    // What the server does not keep as dependencies of the column.
    private static IEnumerable<string> OfColumns =>
    [
        $"""
        SELECT 'partition key of', {Qualified("n.nspname", "c.relname")}, c.oid, NULL, true, format('SELECT pg_get_partkeydef(%L::regclass)', {Qualified("n.nspname", "c.relname")})
        FROM target JOIN pg_partitioned_table pt ON pt.partrelid = target.rel {Class("pt.partrelid")}
        WHERE EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = rel AND d.objsubid = col
            AND d.refclassid = 'pg_class'::regclass AND d.refobjid = rel AND d.refobjsubid = 0 AND d.deptype = 'i')
        """,
        $"""
        SELECT 'inheriting table', {Qualified("n.nspname", "c.relname")}, c.oid, NULL, false,
            format('SELECT attname, attislocal FROM pg_attribute WHERE attrelid = %L::regclass AND attnum > 0', {Qualified("n.nspname", "c.relname")})
        FROM target {Class("target.rel")} WHERE EXISTS (SELECT 1 FROM pg_inherits WHERE inhrelid = target.rel) AND NOT c.relispartition
        """,
    ];

    private const string Routine = "format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes))";

    private const string ShowRoutine = $"format('SELECT pg_get_functiondef(%L::regprocedure)', {Routine})";

    private static string Class(string oid) => $"JOIN pg_class c ON c.oid = {oid} JOIN pg_namespace n ON n.oid = c.relnamespace";

    private static string Qualified(string schema, string name) => $"format('%I.%I', {schema}, {name})";
}
