using EfPhased.Design.Planning;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Tables with an index of the kind that the server builds under a lock, and with it the whole table whenever a column comes, goes or
/// takes nulls otherwise. All steps are looked at, those of a way back too: one that can only block writers is none.
/// </summary>
internal static class LockedTable
{
    /// <exception cref="PhasedException">EFP4048: writers would wait while the table is built anew.</exception>
    public static void Refuse(PlanContext context, IEnumerable<PlannedMigration> migrations)
    {
        foreach (var operation in migrations.SelectMany(m => m.Up.Concat(m.Down)))
        {
            if (operation is not ITableMigrationOperation on || context.OldTable(new TableRef(on.Table, on.Schema)) is not { } table)
                continue;
            var kind = BesideFullText(operation, context);
            Refuse(context, operation, table, LockedIndex.IsFullText, "full-text", kind);
            Refuse(context, operation, table, LockedIndex.IsSpatial, "spatial", BesideSpatial(kind, table));
        }
    }

    private static void Refuse(PlanContext context, MigrationOperation operation, ITable table, Func<ITableIndex, bool> which, string word, OperationKind? kind)
    {
        if (kind is { } beside && table.Indexes.FirstOrDefault(which) is { } index
            && context.Dialect.FactFor(beside) is { Work: Work.Rewrite, Blocks: not Blocks.Nothing } fact)
            throw DesignErrors.LockedTable(TableRef.Of(table).ToString(), word, index.Name, OperationKey.Of(operation).ToString(), fact);
    }

    // A column comes and goes by the catalog alone there, but not where the pages are compressed.
    private static OperationKind? BesideSpatial(OperationKind? besideFullText, ITable table) => besideFullText switch
    {
        null => null,
        OperationKind.AddColumnToFullTextTable or OperationKind.DropColumnOfFullTextTable when !StoreOptions.IsCompressed(table) => null,
        _ => OperationKind.RebuildSpatialTable,
    };

    // What is computed when it is read is in the catalog alone.
    private static OperationKind? BesideFullText(MigrationOperation operation, PlanContext context) => operation switch
    {
        AddColumnOperation { ComputedColumnSql: null } => OperationKind.AddColumnToFullTextTable,
        DropColumnOperation drop when !IsVirtual(context, drop) => OperationKind.DropColumnOfFullTextTable,
        AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } => OperationKind.SetNotNullOfFullTextTable,
        AlterColumnOperation { IsNullable: true, OldColumn.IsNullable: false } => OperationKind.DropNotNullOfFullTextTable,
        AlterTableOperation alter when AlterTableKinds.Of(alter).Contains(OperationKind.RebuildTable) => OperationKind.RebuildFullTextTable,
        AddPrimaryKeyOperation or ReplacePrimaryKeyOperation => OperationKind.RebuildFullTextTable,
        _ => null,
    };

    private static bool IsVirtual(PlanContext context, DropColumnOperation drop)
    {
        var at = TableRef.Of(drop);
        ITable?[] tables = [context.OldTable(at), context.Remains(at) ? context.NewTable(at) : null];
        return tables.Select(t => t?.FindColumn(drop.Name)).FirstOrDefault(c => c is not null) is { ComputedColumnSql: not null, IsStored: not true };
    }
}
