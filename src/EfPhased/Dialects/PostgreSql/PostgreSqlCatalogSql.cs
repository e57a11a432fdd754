namespace EfPhased.Dialects.PostgreSql;

internal sealed class PostgreSqlCatalogSql(SqlWriter writer) : CatalogSql(writer)
{
    public override string TableExists(string table, string? schema) => $"SELECT {Class(table, schema)} IS NOT NULL";

    public override string ColumnExists(string table, string? schema, string column)
        => $"SELECT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = {Class(table, schema)} "
            + $"AND attname = {Name(column)} AND attnum > 0 AND NOT attisdropped)";

    public override string MissingColumns(IReadOnlyList<(string Table, string? Schema, string Column)> columns)
        => $"SELECT w.table_name, w.column_name FROM (VALUES {string.Join(", ", columns.Select(c => $"({Class(c.Table, c.Schema)}, {Writer.Literal(c.Table)}, {Writer.Literal(c.Column)})"))}) "
            + "AS w (id, table_name, column_name) WHERE NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = w.id "
            + "AND a.attname = w.column_name::name AND a.attnum > 0 AND NOT a.attisdropped)";

    public override string IndexIsValid(string table, string? schema, string index)
        => "SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            + $"WHERE i.indrelid = {Class(table, schema)} AND c.relname = {Name(index)}";

    public override bool LeavesInvalidIndexes => true;

    public override string InvalidIndex(string table, string? schema, string index)
        => "SELECT obj_description(i.indexrelid, 'pg_class'), i.indisunique::text, to_json(ARRAY(SELECT a.attname::text "
            + "FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, position) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number "
            + "WHERE k.position <= i.indnkeyatts ORDER BY k.position))::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            + $"WHERE i.indrelid = {Class(table, schema)} AND c.relname = {Name(index)} AND NOT i.indisvalid";

    public override string IndexComment(string table, string? schema, string index)
        => "SELECT obj_description(i.indexrelid, 'pg_class') FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            + $"WHERE i.indrelid = {Class(table, schema)} AND c.relname = {Name(index)}";

    public override string CommentOnIndex(string? schema, string index, string? comment)
        => $"COMMENT ON INDEX {Writer.Table(index, schema)} IS {(comment is null ? "NULL" : Writer.Literal(comment))}";

    public override string ConstraintIsValid(string table, string? schema, string constraint)
        => $"SELECT convalidated FROM pg_constraint WHERE conrelid = {Class(table, schema)} AND conname = {Name(constraint)}";

    public override string PrimaryKeyIs(string table, string? schema, string name, IReadOnlyList<string> columns)
        => $"SELECT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = {Class(table, schema)} AND k.contype = 'p' AND k.conname = {Name(name)} "
            + "AND (SELECT array_agg(a.attname ORDER BY c.position) FROM unnest(k.conkey) WITH ORDINALITY AS c (number, position) "
            + $"JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.number) = ARRAY[{Literals(columns)}]::name[])";

    public override string ViewExists(string view, string? schema)
        => $"SELECT EXISTS (SELECT 1 FROM pg_class WHERE oid = {Class(view, schema)} AND relkind = 'v')";

    public override string TriggerExists(string table, string? schema, string trigger)
        => $"SELECT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = {Class(table, schema)} AND tgname = {Name(trigger)})";

    public override string Partitioned(IReadOnlyList<(string Table, string? Schema)> tables)
        => $"SELECT w.table_name, w.table_schema FROM (VALUES {string.Join(", ", tables.Select(t => $"({Class(t.Table, t.Schema)}, {Writer.Literal(t.Table)}, {(t.Schema is null ? "NULL" : Writer.Literal(t.Schema))})"))}) "
            + "AS w (id, table_name, table_schema) JOIN pg_class c ON c.oid = w.id AND c.relkind = 'p'";

    public override string PartitionTree(string table, string? schema)
        => "SELECT n.nspname::text, c.relname::text, c.relkind::text, p.relname::text, "
            + "(SELECT string_agg(coalesce(a.attname::text, '?'), ',' ORDER BY k.position) FROM pg_partitioned_table k0, "
            + "unnest(k0.partattrs::int2[]) WITH ORDINALITY AS k (number, position) "
            + "LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number AND k.number > 0 WHERE k0.partrelid = c.oid) "
            + $"FROM pg_partition_tree({Class(table, schema)}) t JOIN pg_class c ON c.oid = t.relid JOIN pg_namespace n ON n.oid = c.relnamespace "
            + "LEFT JOIN pg_class p ON p.oid = t.parentrelid AND t.level > 0 ORDER BY t.level, 1, 2";

    public override string AttachedIndex(string parentIndex, string? parentSchema, string table, string? schema)
        => "SELECT c.relname::text FROM pg_inherits h JOIN pg_index i ON i.indexrelid = h.inhrelid JOIN pg_class c ON c.oid = i.indexrelid "
            + $"WHERE h.inhparent = {Class(parentIndex, parentSchema)} AND i.indrelid = {Class(table, schema)}";

    // -1 (0 before PostgreSQL 14) means that nobody has counted yet.
    public override string EstimatedRows(string table, string? schema)
        => $"SELECT CASE WHEN reltuples > 0 THEN reltuples::bigint END FROM pg_class WHERE oid = {Class(table, schema)}";

    // A partitioned table has nothing of its own; its partitions do. A sum over no table is one row, so HAVING.
    public override string TableSize(string table, string? schema)
        => "SELECT sum(CASE WHEN pg_relation_size(c.oid) = 0 THEN 0 WHEN c.reltuples > 0 THEN c.reltuples END)::bigint, "
            + "sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c "
            + $"WHERE c.oid = {Class(table, schema)} AND c.relkind <> 'p' "
            + $"OR c.oid IN (SELECT relid FROM pg_partition_tree({Class(table, schema)}) WHERE isleaf) HAVING count(*) > 0";

    public override string Analyze(string table, string? schema) => $"ANALYZE {Writer.Table(table, schema)}";

    public override string ColumnTypes(string table, string? schema, IReadOnlyList<string> columns)
        => $"SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = {Class(table, schema)} "
            + $"AND attname IN ({Literals(columns)}) AND NOT attisdropped";

    private string Class(string table, string? schema) => $"to_regclass({Writer.Literal(Writer.Table(table, schema))})";

    // name, not text: the server cuts an overlong identifier when it creates it, and the same way here.
    private string Name(string identifier) => $"{Writer.Literal(identifier)}::name";
}
