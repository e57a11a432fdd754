namespace EfPhased.Dialects.MySql;

internal sealed class MySqlCatalogSql(SqlWriter writer) : CatalogSql(writer)
{
    public override string TableExists(string table, string? schema)
        => $"SELECT COUNT(*) FROM information_schema.TABLES WHERE {Of(table, schema)}";

    public override string ColumnExists(string table, string? schema, string column)
        => $"SELECT COUNT(*) FROM information_schema.COLUMNS WHERE {Of(table, schema)} AND COLUMN_NAME = {Writer.Literal(column)}";

    // The server itself removes what an interrupted build leaves.
    public override string MissingColumns(IReadOnlyList<(string Table, string? Schema, string Column)> columns)
        => $"SELECT w.table_name, w.column_name FROM ({string.Join(" UNION ALL ", columns.Select(c => $"SELECT {(c.Schema is null ? "DATABASE()" : Writer.Literal(c.Schema))} AS table_schema, {Writer.Literal(c.Table)} AS table_name, {Writer.Literal(c.Column)} AS column_name"))}) AS w "
            + "LEFT JOIN information_schema.COLUMNS i ON i.TABLE_SCHEMA = w.table_schema AND i.TABLE_NAME = w.table_name AND i.COLUMN_NAME = w.column_name "
            + "WHERE i.COLUMN_NAME IS NULL";

    public override string IndexIsValid(string table, string? schema, string index)
        => $"SELECT 1 FROM information_schema.STATISTICS WHERE {Of(table, schema)} AND INDEX_NAME = {Writer.Literal(index)} LIMIT 1";

    public override string ConstraintIsValid(string table, string? schema, string constraint)
        => $"SELECT 1 FROM information_schema.TABLE_CONSTRAINTS WHERE {Of(table, schema)} AND CONSTRAINT_NAME = {Writer.Literal(constraint)} LIMIT 1";

    public override string PrimaryKeyIs(string table, string? schema, string name, IReadOnlyList<string> columns)
        => "SELECT GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX SEPARATOR '\n') = "
            + $"{Writer.Literal(string.Join('\n', columns))} FROM information_schema.STATISTICS WHERE {Of(table, schema)} AND INDEX_NAME = {Writer.Literal(name)}";

    public override string ViewExists(string view, string? schema)
        => $"SELECT COUNT(*) FROM information_schema.VIEWS WHERE {Of(view, schema)}";

    public override string TriggerExists(string table, string? schema, string trigger)
        => $"SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = {Schema(schema)} "
            + $"AND EVENT_OBJECT_TABLE = {Writer.Literal(table)} AND TRIGGER_NAME = {Writer.Literal(trigger)}";

    public override string EstimatedRows(string table, string? schema)
        => $"SELECT NULLIF(TABLE_ROWS, 0) FROM information_schema.TABLES WHERE {Of(table, schema)}";

    public override string TableSize(string table, string? schema)
        => $"SELECT TABLE_ROWS, DATA_LENGTH + INDEX_LENGTH FROM information_schema.TABLES WHERE {Of(table, schema)} AND TABLE_TYPE <> 'VIEW'";

    public override string? Analyze(string table, string? schema) => null;

    public override string ColumnTypes(string table, string? schema, IReadOnlyList<string> columns)
        => $"SELECT COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS WHERE {Of(table, schema)} AND COLUMN_NAME IN ({Literals(columns)})";

    private string Of(string table, string? schema) => $"TABLE_SCHEMA = {Schema(schema)} AND TABLE_NAME = {Writer.Literal(table)}";

    private string Schema(string? schema) => schema is null ? "DATABASE()" : Writer.Literal(schema);
}
