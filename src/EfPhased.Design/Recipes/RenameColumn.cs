using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Renames a column while both application versions run, or gives it another type under another name.
/// </summary>
/// <remarks>
/// The rename itself is metadata only on every server. What it breaks is the version that still uses the old name, so both
/// columns exist, kept in step by triggers, until that version is gone. Indexes and foreign keys are built again on the new one.
/// </remarks>
internal static class RenameColumn
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not RenameColumnOperation rename)
            return false;

        var table = TableRef.Of(rename);
        var oldColumn = context.OldColumn(table.Column(rename.Name));
        var newColumn = context.NewColumn(table.Column(rename.NewName));
        if (oldColumn.ComputedColumnSql is not null || newColumn.ComputedColumnSql is not null)
            return false;
        ChangeType.RefuseKey(context, oldColumn, newColumn);
        if (context.OldTable(table)!.UniqueConstraints.Any(c => c.Columns.Contains(oldColumn)))
            throw DesignErrors.KeyColumn(table.ToString(), oldColumn.Name, context.Change);

        var conversion = ColumnConversion.Of(context, oldColumn, newColumn);
        var alter = context.Pending.OfType<AlterColumnOperation>()
            .FirstOrDefault(a => a.Table == table.Table && a.Schema == table.Schema && a.Name == newColumn.Name);
        ShapeColumn.Plan(context, newColumn, implied: alter?.DefaultValue);

        // Only where the new version may write null, and the old column cannot have come to be null otherwise.
        var nullTells = !oldColumn.IsNullable && newColumn.IsNullable;
        context.Plan.DualWrite(
            table,
            context.Key(table),
            new ColumnPair(oldColumn.Name, newColumn.Name)
            {
                Up = conversion.Up,
                Down = conversion.Down,
                Type = newColumn.StoreType,
                OldType = oldColumn.StoreType == newColumn.StoreType ? null : oldColumn.StoreType,
                OldDefault = context.DefaultSql(oldColumn),
                OldRequired = nullTells,
            },
            nullTells ? ContractedColumn.StandIn(context, oldColumn) : null);

        // Whatever else changes of the column changes with the new one.
        context.Answer<AlterColumnOperation>(a => a == alter);

        MovedIndexes.Plan(context, table, Containing(context.OldTable(table)!, oldColumn), Containing(context.NewTable(table), newColumn));
        MovedForeignKeys.Plan(context, table, oldColumn, newColumn);
        ContractedColumn.Plan(context, oldColumn, expandDefault: null);
        return true;
    }

    private static List<ITableIndex> Containing(ITable table, IColumn column) => [.. table.Indexes.Where(i => i.Columns.Contains(column))];
}
