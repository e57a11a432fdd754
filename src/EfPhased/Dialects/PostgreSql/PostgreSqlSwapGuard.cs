using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// What stops a swap of columns, under its lock: that it has been done, and what stands on a column without the model's knowing, which
/// would stay with the old one.
/// </summary>
internal static class PostgreSqlSwapGuard
{
    public const string Declarations =
        """
        DECLARE
            dependents text;
            moved record;
            numbers record;
            last bigint;
            called boolean;
            given text[];
            statement text;

        """;

    public static string Done(SqlWriter writer, SwappedTable table)
    {
        var column = table.Columns[0];
        return
            $"""
                IF EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = {Class(writer, table)} AND attname = {writer.Literal(column.Name)}
                        AND atttypid = {writer.Literal(column.Type)}::pg_catalog.regtype) THEN
                    RETURN;
                END IF;

            """;
    }

    public static string Dependents(SqlWriter writer, IReadOnlyList<SwappedTable> tables)
    {
        var columns = List(tables.SelectMany(t => t.Columns.Select(c => Pair(writer, t, c.Name))));
        var constraints = List(tables.SelectMany(t => Constraints(t).Select(c => Pair(writer, t, c))));
        var indexes = List(tables.SelectMany(t => t.Indexes.Select(i => Pair(writer, t, i.Name))));
        var message = $" would stay with {(tables.Sum(t => t.Columns.Count) == 1 ? "the column" : "columns")} that another one replaces: "
            + string.Join(", ", tables.SelectMany(t => t.Columns.Select(c => $"{t.Table}.{c.Name}")))
            + ". Drop what is named here, run the same command again, and make it anew afterwards; or have the model know it, in a change before this one.";
        return
            $"""
                SELECT pg_catalog.string_agg(DISTINCT what, ', ') INTO dependents FROM (
                    SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) AS what
                    FROM pg_catalog.pg_depend d
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                    WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND (d.refobjid, a.attname) IN ({columns})
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE d.classid = k.tableoid AND k.oid = d.objid
                            AND (k.contype = 'n' OR (k.conrelid, k.conname) IN ({constraints})))
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
                            WHERE d.classid = c.tableoid AND c.oid = d.objid AND (c.relkind = 'S' OR (i.indrelid, c.relname) IN ({indexes})))
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_attrdef f WHERE d.classid = f.tableoid AND f.oid = d.objid
                            AND f.adrelid = d.refobjid AND f.adnum = d.refobjsubid)
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE d.classid = t.tableoid AND t.oid = d.objid
                            AND pg_catalog.starts_with(t.tgname, '{DualWriteNames.TriggerPrefix}'))
                    UNION ALL
                    SELECT 'grants on column ' || a.attname FROM pg_catalog.pg_attribute a
                    WHERE (a.attrelid, a.attname) IN ({columns}) AND a.attacl IS NOT NULL) AS dependent;
                IF dependents IS NOT NULL THEN
                    RAISE EXCEPTION USING MESSAGE = 'EFP2080: ' || dependents || {writer.Literal(message)};
                END IF;

            """;
    }

    public static string Class(SqlWriter writer, SwappedTable table) => $"{writer.Literal(writer.Table(table.Table, table.Schema))}::pg_catalog.regclass";

    private static IEnumerable<string> Constraints(SwappedTable table)
        => [.. table.Keys.Concat(table.ForeignKeys).Select(k => k.Name), .. table.Checks, .. table.PrimaryKey is { } key ? [key.Name] : Array.Empty<string>()];

    private static string Pair(SqlWriter writer, SwappedTable table, string name) => $"({Class(writer, table)}, {writer.Literal(name)})";

    private static string List(IEnumerable<string> items) => string.Join(", ", items.DefaultIfEmpty("(NULL::pg_catalog.regclass, NULL)"));
}
