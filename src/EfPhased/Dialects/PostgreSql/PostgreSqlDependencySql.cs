using EfPhased.Gates.Sql;
using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

internal sealed partial class PostgreSqlDependencySql(SqlWriter writer) : DependencySql(writer)
{
    public override string SchemaName(RemovedObject removed)
        => $"SELECT n.nspname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = {Class(removed.Table, removed.Schema)}";

    public override string Namesakes(RemovedObject removed)
        => $"""
            SELECT DISTINCT c.relname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE a.attname = {Literal(removed.Column ?? "")}::name AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                AND c.oid IS DISTINCT FROM {Class(removed.Table, removed.Schema)}
            """;

    // Every role may read the whole catalog, texts included.
    public override string Hidden(RemovedObject removed) => "SELECT NULL::text WHERE false";

    protected override SqlFlavor Flavor(string traits) => SqlFlavor.PostgreSql;

    /// <summary>
    /// The first part of every query. <c>target</c> is the table and what goes with it: its partitions, and tables that inherit the
    /// column from it. <c>gone</c> and <c>ours</c> are what the contract drops itself.
    /// </summary>
    private string Frame(RemovedObject removed, ContractDrops drops)
    {
        var rel = Class(removed.Table, removed.Schema);
        var target = removed.Column is { } column
            ? $"""
              SELECT a.attrelid, a.attnum FROM pg_attribute a WHERE a.attrelid = {rel} AND a.attname = {Literal(column)}::name AND NOT a.attisdropped
              UNION
              SELECT a.attrelid, a.attnum FROM target t JOIN pg_inherits i ON i.inhparent = t.rel
                  JOIN pg_attribute a ON a.attrelid = i.inhrelid AND a.attname = {Literal(column)}::name AND NOT a.attislocal AND NOT a.attisdropped
              """
            : $"""
              SELECT c.oid, 0::smallint FROM pg_class c WHERE c.oid = {rel}
              UNION
              SELECT c.oid, 0::smallint FROM target t JOIN pg_inherits i ON i.inhparent = t.rel JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition
              """;
        var gone = drops.Tables.Select(t => $"({Class(t.Name, t.Schema)}::oid)").Append("(NULL::oid)");
        var ours = drops.Parts.Select(p => $"({Class(p.Table, p.Schema)}::oid, {Literal(p.Name)}::name)").Append("(NULL::oid, NULL::name)");
        return $"""
            WITH RECURSIVE target (rel, col) AS (
            {target}
            ), gone (rel) AS (VALUES {string.Join(", ", gone)}), ours (rel, name) AS (VALUES {string.Join(", ", ours)})
            """;
    }

    private string Class(string table, string? schema) => $"to_regclass({Literal(Writer.Table(table, schema))})";
}
