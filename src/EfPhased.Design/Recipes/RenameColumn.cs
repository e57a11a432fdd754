using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Renames a column while both application versions run.
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

        var table = new TableRef(rename.Table, rename.Schema);
        var oldColumn = context.OldColumn(table.Column(rename.Name));
        var newColumn = context.NewColumn(table.Column(rename.NewName));
        if (oldColumn.ComputedColumnSql is not null || newColumn.ComputedColumnSql is not null)
            return false;
        if (context.OldTable(table)!.UniqueConstraints.Any(c => c.Columns.Contains(oldColumn)))
            throw DesignErrors.KeyColumn(table.ToString(), oldColumn.Name, context.Change);

        var column = table.Column(newColumn.Name);
        context.Plan.Edit(new RelaxColumn(newColumn, WithoutDefault: true));
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(column)],
            Down = [OperationKey.DropColumn(column)],
        }.Online());
        context.Plan.DualWrite(table, context.Key(table), new ColumnPair(oldColumn.Name, newColumn.Name)
        {
            Type = oldColumn.StoreType,
            OldDefault = context.DefaultSql(oldColumn),
        });

        MovedIndexes.Plan(context, table, Containing(context.OldTable(table)!, oldColumn), Containing(context.NewTable(table), newColumn));
        MovedForeignKeys.Plan(context, table, oldColumn, newColumn);
        if (!newColumn.IsNullable)
            NotNull.Plan(context, newColumn);

        if (ColumnFacets.HasDefault(newColumn))
        {
            context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
            {
                Up = [OperationKey.AlterColumn(column)], Down = [OperationKey.AlterColumn(column)],
            }.Online());
        }

        ContractedColumn.Plan(context, oldColumn, expandDefault: null);
        return true;
    }

    private static List<ITableIndex> Containing(ITable table, IColumn column) => [.. table.Indexes.Where(i => i.Columns.Contains(column))];
}
