using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a column whose value the author computes from the row. Existing rows are filled in chunks; rows that the previous version
/// inserts are filled by a trigger, which is why the column has no default before Contract.
/// </summary>
internal static class AddColumnWithRowValue
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddColumnOperation { ComputedColumnSql: null } add)
            return false;

        var column = new ColumnRef(add.Table, add.Schema, add.Name);
        if (!context.Values.TryGetValue(column, out var value))
            return false;

        var newColumn = context.NewColumn(column);
        context.Plan.Edit(new RelaxColumn(newColumn, WithoutDefault: true));
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(column)],
            Down = [OperationKey.DropColumn(column)],
        }.Online());
        context.Plan.Fill(column.In, context.Key(column.In), new ColumnFill(add.Name, value));
        if (!newColumn.IsNullable)
            NotNull.Plan(context, newColumn);

        // The default that plain EF Core leaves behind, so that the schema ends as it would have in one step.
        if (ColumnFacets.HasDefault(newColumn))
        {
            context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
            {
                Up = [OperationKey.AlterColumn(column)], Down = [OperationKey.AlterColumn(column)],
            }.Online());
        }
        else if (add.DefaultValue is { } implied)
        {
            context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
            {
                MakeUp = _ => [ColumnFacets.AlterDefault(newColumn, null, implied)],
                MakeDown = _ => [ColumnFacets.AlterDefault(newColumn, implied, null)],
            });
        }

        return true;
    }
}
