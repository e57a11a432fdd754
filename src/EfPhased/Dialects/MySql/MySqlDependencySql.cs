using EfPhased.Gates.Sql;
using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

internal sealed partial class MySqlDependencySql(SqlWriter writer) : DependencySql(writer)
{
    private const string Mode = "mode:";

    public override string Known(RemovedObject removed, ContractDrops drops)
    {
        var (schema, table) = (Schema(removed), Literal(removed.Table));
        var keys = $"""
            SELECT DISTINCT 'foreign key', CONSTRAINT_NAME, CONCAT(TABLE_SCHEMA, '.', TABLE_NAME), {Literal(Consequence.Refused)}, {ShowTable("TABLE_SCHEMA", "TABLE_NAME")}
            FROM information_schema.KEY_COLUMN_USAGE
            WHERE {NotDropped(drops, "TABLE_SCHEMA", "TABLE_NAME", "CONSTRAINT_NAME")} AND
            """;
        var references = $"REFERENCED_TABLE_SCHEMA = {schema} AND REFERENCED_TABLE_NAME = {table}";
        if (removed.Column is not { } name)
            return $"{keys} {references} AND NOT (TABLE_SCHEMA = {schema} AND TABLE_NAME = {table})";

        var column = Literal(name);

        // MySQL takes the column out of a unique index, too; MariaDB does not, because it might find duplicates.
        return $"""
            {keys} (({references} AND REFERENCED_COLUMN_NAME = {column})
                OR (TABLE_SCHEMA = {schema} AND TABLE_NAME = {table} AND COLUMN_NAME = {column} AND REFERENCED_TABLE_NAME IS NOT NULL))
            UNION ALL
            SELECT CASE WHEN INDEX_NAME = 'PRIMARY' THEN 'primary key' WHEN NON_UNIQUE = 0 THEN 'unique index' ELSE 'index' END, INDEX_NAME,
                CONCAT(TABLE_SCHEMA, '.', TABLE_NAME),
                CASE WHEN COUNT(*) = 1 THEN {Literal(Consequence.Dropped)} WHEN NON_UNIQUE = 0 AND VERSION() LIKE '%MariaDB%' THEN {Literal(Consequence.Refused)}
                    ELSE {Literal(Consequence.Shrinks)} END, {ShowTable("TABLE_SCHEMA", "TABLE_NAME")}
            FROM information_schema.STATISTICS
            WHERE TABLE_SCHEMA = {schema} AND TABLE_NAME = {table} AND {NotDropped(drops, "TABLE_SCHEMA", "TABLE_NAME", "INDEX_NAME")}
            GROUP BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE HAVING SUM(COLUMN_NAME = {column}) > 0
            """;
    }

    public override string SchemaName(RemovedObject removed)
        => $"SELECT TABLE_SCHEMA FROM information_schema.TABLES WHERE TABLE_SCHEMA = {Schema(removed)} AND TABLE_NAME = {Literal(removed.Table)}";

    public override string Namesakes(RemovedObject removed)
        => $"""
            SELECT DISTINCT TABLE_NAME FROM information_schema.COLUMNS WHERE COLUMN_NAME = {Literal(removed.Column ?? "")}
                AND {NotSystem("TABLE_SCHEMA")} AND NOT (TABLE_SCHEMA = {Schema(removed)} AND TABLE_NAME = {Literal(removed.Table)})
            """;

    protected override SqlFlavor Flavor(string traits) => SqlFlavor.OfMode(traits);

    /// <summary>True for parts that the contract does not drop itself.</summary>
    private string NotDropped(ContractDrops drops, string schema, string table, string name)
    {
        string Place(string? ofSchema, string ofTable) => $"{schema} = {SchemaOf(ofSchema)} AND {table} = {Literal(ofTable)}";
        var dropped = drops.Tables.Select(t => Place(t.Schema, t.Name))
            .Concat(drops.Parts.GroupBy(p => (p.Schema, p.Table)).Select(g => $"{Place(g.Key.Schema, g.Key.Table)} AND {name} IN ({Literals(g.Select(p => p.Name))})"));
        return $"NOT ({string.Join(" OR ", dropped.Select(d => $"({d})").DefaultIfEmpty("FALSE"))})";
    }

    private static string NotSystem(string schema) => $"{schema} NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')";

    private static string ShowTable(string schema, string table) => Show("TABLE", schema, table);

    private static string Show(string kind, string schema, string name)
        => $"CONCAT('SHOW CREATE {kind} `', REPLACE({schema}, '`', '``'), '`.`', REPLACE({name}, '`', '``'), '`')";

    private string Schema(RemovedObject removed) => SchemaOf(removed.Schema);

    private string SchemaOf(string? schema) => schema is null ? "DATABASE()" : Literal(schema);
}
