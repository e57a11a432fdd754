using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// Takes what a migration's model says for the schema, where following the operations has lost the thread.
/// </summary>
internal static class ModelState
{
    public static void Load(SchemaState schema, IRelationalModel model)
    {
        schema.Clear();
        foreach (var table in model.Tables.Where(t => !t.IsExcludedFromMigrations))
        {
            var state = schema.Add(table.Name, table.Schema);
            foreach (var column in table.Columns)
                state.Columns[column.Name] = Column(column);
            if (table.PrimaryKey is { } key)
                state.PrimaryKey = new KeyState(key.Name, [.. key.Columns.Select(c => c.Name)]);
            foreach (var index in table.Indexes)
                state.Indexes[index.Name] = new IndexState([.. index.Columns.Select(c => c.Name)], index.IsUnique, index.Filter);
            foreach (var unique in table.UniqueConstraints.Where(u => u != table.PrimaryKey))
                state.Uniques[unique.Name] = new KeyState(unique.Name, [.. unique.Columns.Select(c => c.Name)]);
            foreach (var foreignKey in table.ForeignKeyConstraints)
            {
                state.ForeignKeys[foreignKey.Name] = new ForeignKeyState(
                    [.. foreignKey.Columns.Select(c => c.Name)], foreignKey.PrincipalTable.Name,
                    foreignKey.OnDeleteAction is ReferentialAction.Cascade or ReferentialAction.SetNull);
            }

            foreach (var check in table.CheckConstraints.Where(c => c.Name is not null))
                state.Checks[check.Name!] = check.Sql;
        }
    }

    private static ColumnState Column(IColumn column) => new(
        column.StoreType, column.IsNullable, ColumnFacets.HasDefault(column), column.ComputedColumnSql,
        new AddColumnOperation().With(column.PropertyMappings[0].Property).IsServerNumbered());

    private static AddColumnOperation With(this AddColumnOperation operation, IAnnotatable from)
    {
        operation.AddAnnotations(from.GetAnnotations());
        return operation;
    }
}
