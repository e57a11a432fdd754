using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// Tells operations read from <c>ALTER TABLE</c> which table they are about.
/// </summary>
internal static class TableOf
{
    public static void Set(MigrationOperation operation, string table, string? schema)
    {
        switch (operation)
        {
            case ColumnOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case DropColumnOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case RenameColumnOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case RenameTableOperation o:
                (o.Name, o.Schema) = (table, schema);
                break;
            case CreateIndexOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case DropIndexOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case RenameIndexOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            default:
                SetOfKey(operation, table, schema);
                break;
        }
    }

    private static void SetOfKey(MigrationOperation operation, string table, string? schema)
    {
        switch (operation)
        {
            case AddForeignKeyOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case DropForeignKeyOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case AddPrimaryKeyOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case DropPrimaryKeyOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case AddUniqueConstraintOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case DropUniqueConstraintOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case AddCheckConstraintOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case DropCheckConstraintOperation o:
                (o.Table, o.Schema) = (table, schema);
                break;
            case TablePhasedOperation:
                break; // made with it
            default:
                throw new InvalidOperationException($"{operation.GetType().Name} is about no table.");
        }
    }
}
