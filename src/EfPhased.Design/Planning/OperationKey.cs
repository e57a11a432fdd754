using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Which object an operation of EF Core's differ creates, changes or removes. Within one diff no two operations share a key.
/// </summary>
internal readonly record struct OperationKey(string Kind, string? Schema, string Table, string Name)
{
    public static OperationKey AddColumn(ColumnRef c) => new(nameof(AddColumnOperation), c.Schema, c.Table, c.Name);

    public static OperationKey DropColumn(ColumnRef c) => new(nameof(DropColumnOperation), c.Schema, c.Table, c.Name);

    public static OperationKey AlterColumn(ColumnRef c) => new(nameof(AlterColumnOperation), c.Schema, c.Table, c.Name);

    public static OperationKey CreateIndex(TableRef t, string name) => new(nameof(CreateIndexOperation), t.Schema, t.Table, name);

    public static OperationKey DropIndex(TableRef t, string name) => new(nameof(DropIndexOperation), t.Schema, t.Table, name);

    /// <param name="t">The index's table.</param>
    /// <param name="name">The index's name before.</param>
    public static OperationKey RenameIndex(TableRef t, string name) => new(nameof(RenameIndexOperation), t.Schema, t.Table, name);

    public static OperationKey AddForeignKey(TableRef t, string name) => new(nameof(AddForeignKeyOperation), t.Schema, t.Table, name);

    public static OperationKey DropForeignKey(TableRef t, string name) => new(nameof(DropForeignKeyOperation), t.Schema, t.Table, name);

    public static OperationKey AddUnique(TableRef t, string name) => new(nameof(AddUniqueConstraintOperation), t.Schema, t.Table, name);

    public static OperationKey DropUnique(TableRef t, string name) => new(nameof(DropUniqueConstraintOperation), t.Schema, t.Table, name);

    public static OperationKey AddCheck(TableRef t, string name) => new(nameof(AddCheckConstraintOperation), t.Schema, t.Table, name);

    public static OperationKey DropCheck(TableRef t, string name) => new(nameof(DropCheckConstraintOperation), t.Schema, t.Table, name);

    public static OperationKey AddPrimaryKey(TableRef t, string name) => new(nameof(AddPrimaryKeyOperation), t.Schema, t.Table, name);

    public static OperationKey DropPrimaryKey(TableRef t, string name) => new(nameof(DropPrimaryKeyOperation), t.Schema, t.Table, name);

    public static OperationKey CreateTable(TableRef t) => new(nameof(CreateTableOperation), t.Schema, t.Table, t.Table);

    public static OperationKey DropTable(TableRef t) => new(nameof(DropTableOperation), t.Schema, t.Table, t.Table);

    /// <summary>EF Core creates a schema with the first thing in it; the default one it leaves alone.</summary>
    public static IReadOnlyList<OperationKey> EnsureSchema(string? schema)
        => schema is null ? [] : [new(nameof(EnsureSchemaOperation), null, schema, schema)];

    public static OperationKey RenameTable(TableRef t) => new(nameof(RenameTableOperation), t.Schema, t.Table, t.Table);

    public static OperationKey AlterTable(TableRef t) => new(nameof(AlterTableOperation), t.Schema, t.Table, t.Table);

    public static OperationKey CreateSequence(TableRef s) => new(nameof(CreateSequenceOperation), s.Schema, s.Table, s.Table);

    public static OperationKey DropSequence(TableRef s) => new(nameof(DropSequenceOperation), s.Schema, s.Table, s.Table);

    public static OperationKey AlterDatabase { get; } = new(nameof(AlterDatabaseOperation), null, "", "");

    public static OperationKey Of(MigrationOperation operation) => operation switch
    {
        RenameIndexOperation o => new(operation.GetType().Name, o.Schema, o.Table ?? "", o.Name),
        RenameColumnOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        ColumnOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        DropColumnOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        CreateIndexOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        DropIndexOperation o => new(operation.GetType().Name, o.Schema, o.Table ?? "", o.Name),
        AddForeignKeyOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        DropForeignKeyOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        AddUniqueConstraintOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        DropUniqueConstraintOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        AddCheckConstraintOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        DropCheckConstraintOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        AddPrimaryKeyOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        DropPrimaryKeyOperation o => new(operation.GetType().Name, o.Schema, o.Table, o.Name),
        TableOperation o => new(operation.GetType().Name, o.Schema, o.Name, o.Name),
        DropTableOperation o => new(operation.GetType().Name, o.Schema, o.Name, o.Name),
        RenameTableOperation o => new(operation.GetType().Name, o.Schema, o.Name, o.Name),
        CreateSequenceOperation o => new(operation.GetType().Name, o.Schema, o.Name, o.Name),
        AlterSequenceOperation o => new(operation.GetType().Name, o.Schema, o.Name, o.Name),
        RestartSequenceOperation o => new(operation.GetType().Name, o.Schema, o.Name, o.Name),
        RenameSequenceOperation o => new(operation.GetType().Name, o.Schema, o.Name, o.Name),
        DropSequenceOperation o => new(operation.GetType().Name, o.Schema, o.Name, o.Name),
        EnsureSchemaOperation o => new(operation.GetType().Name, null, o.Name, o.Name),
        ITableMigrationOperation o => new(operation.GetType().Name, o.Schema, o.Table, ""),
        _ => new(operation.GetType().Name, null, "", ""),
    };

    public override string ToString()
        => $"{Kind.Replace("Operation", "", StringComparison.Ordinal)} {(Schema is null ? "" : Schema + ".")}{Table}{(Name.Length == 0 || Name == Table ? "" : "." + Name)}";
}

/// <summary>A table by name.</summary>
internal sealed record TableRef(string Table, string? Schema)
{
    public static TableRef Of(ITableBase table) => new(table.Name, table.Schema);

    public static TableRef Of(ITableMigrationOperation operation) => new(operation.Table, operation.Schema);

    public ColumnRef Column(string name) => new(Table, Schema, name);

    public override string ToString() => Schema is null ? Table : $"{Schema}.{Table}";
}

/// <summary>A column by name.</summary>
internal sealed record ColumnRef(string Table, string? Schema, string Name)
{
    public static ColumnRef Of(IColumnBase column) => new(column.Table.Name, column.Table.Schema, column.Name);

    public static ColumnRef Of(ColumnOperation operation) => new(operation.Table, operation.Schema, operation.Name);

    public static ColumnRef Of(DropColumnOperation operation) => new(operation.Table, operation.Schema, operation.Name);

    public TableRef In => new(Table, Schema);

    public override string ToString() => $"{In}.{Name}";
}
