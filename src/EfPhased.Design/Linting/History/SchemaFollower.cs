using EfPhased.Design.Linting.Sql;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// Carries an operation out on the schema as it is known.
/// </summary>
internal sealed class SchemaFollower(SchemaState schema, Func<ColumnOperation, string?> storeType)
{
    public void Apply(MigrationOperation operation)
    {
        switch (operation)
        {
            case CreateTableOperation o:
                Create(o);
                break;
            case DropTableOperation o:
                schema.Remove(o.Name, o.Schema);
                break;
            case RenameTableOperation o:
                schema.Rename(o.Name, o.Schema, o.NewName ?? o.Name, o.NewSchema);
                break;
            case AddColumnOperation o:
                schema.Get(o.Table, o.Schema).Columns[o.Name] = Column(o, isNew: true);
                break;
            case AlterColumnOperation o:
                var table = schema.Get(o.Table, o.Schema);
                table.Columns[o.Name] = Column(o, table.Column(o.Name)?.IsNew ?? false);
                break;
            case RenameColumnOperation o:
                schema.Get(o.Table, o.Schema).RenameColumn(o.Name, o.NewName);
                break;
            case AddTombstoneOperation { Column: { } column } o:
                schema.Get(o.Table, o.Schema).DropColumn(column);
                break;
            case AddTombstoneOperation o:
                schema.Remove(o.Table, o.Schema);
                break;
            case DropColumnOperation o:
                schema.Get(o.Table, o.Schema).DropColumn(o.Name);
                break;
            default:
                ApplyToKeys(operation);
                break;
        }
    }

    private void ApplyToKeys(MigrationOperation operation)
    {
        switch (operation)
        {
            case CreateIndexOperation o:
                schema.Get(o.Table, o.Schema).Indexes[o.Name] = new IndexState([.. o.Columns], o.IsUnique, o.Filter);
                break;
            case DropIndexOperation { Table: { } table } o:
                schema.Get(table, o.Schema).Indexes.Remove(o.Name);
                break;
            case RenameIndexOperation { Table: { } table } o:
                if (schema.Get(table, o.Schema).Indexes.Remove(o.Name, out var index))
                    schema.Get(table, o.Schema).Indexes[o.NewName] = index;
                break;
            case AddForeignKeyOperation o:
                schema.Get(o.Table, o.Schema).ForeignKeys[o.Name] = ForeignKey(o);
                break;
            case DropForeignKeyOperation o:
                schema.Get(o.Table, o.Schema).ForeignKeys.Remove(o.Name);
                break;
            case AddPrimaryKeyOperation o:
                schema.Get(o.Table, o.Schema).PrimaryKey = new KeyState(o.Name, [.. o.Columns]);
                break;
            case DropPrimaryKeyOperation o:
                schema.Get(o.Table, o.Schema).PrimaryKey = null;
                break;
            case AddUniqueConstraintOperation o:
                schema.Get(o.Table, o.Schema).Uniques[o.Name] = new KeyState(o.Name, [.. o.Columns]);
                break;
            case DropUniqueConstraintOperation o:
                schema.Get(o.Table, o.Schema).Uniques.Remove(o.Name);
                break;
            case AddCheckConstraintOperation o:
                schema.Get(o.Table, o.Schema).Checks[o.Name] = o.Sql;
                break;
            case AddNotNullCheckOperation o:
                schema.Get(o.Table, o.Schema).Checks[o.Name] = $"{o.Column} IS NOT NULL";
                break;
            case DropCheckConstraintOperation o:
                schema.Get(o.Table, o.Schema).Checks.Remove(o.Name);
                break;
        }
    }

    private void Create(CreateTableOperation operation)
    {
        var table = schema.Add(operation.Name, operation.Schema);
        table.IsNew = true;
        table.IsPartitioned = operation[PartitionAnnotations.Partitioned] is true;
        foreach (var column in operation.Columns)
            table.Columns[column.Name] = Column(column, isNew: true);
        if (operation.PrimaryKey is { } key)
            table.PrimaryKey = new KeyState(key.Name, [.. key.Columns]);
        foreach (var unique in operation.UniqueConstraints)
            table.Uniques[unique.Name] = new KeyState(unique.Name, [.. unique.Columns]);
        foreach (var foreignKey in operation.ForeignKeys)
            table.ForeignKeys[foreignKey.Name] = ForeignKey(foreignKey);
        foreach (var check in operation.CheckConstraints)
            table.Checks[check.Name] = check.Sql;
    }

    private ColumnState Column(ColumnOperation operation, bool isNew) => new(
        storeType(operation), operation.IsNullable, operation.DefaultValue is not null || operation.DefaultValueSql is not null,
        operation.ComputedColumnSql, operation.IsServerNumbered())
    {
        IsNew = isNew,
    };

    private static ForeignKeyState ForeignKey(AddForeignKeyOperation operation) => new(
        [.. operation.Columns], operation.PrincipalTable,
        operation.OnDelete is ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault
            || operation.OnUpdate is ReferentialAction.Cascade or ReferentialAction.SetNull or ReferentialAction.SetDefault);
}
