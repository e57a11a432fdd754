using EfPhased.Design.Planning;
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

        var column = ColumnRef.Of(add);
        if (!context.Values.TryGetValue(column, out var value) || MomentaryDefault.IsMeant(add, context))
            return false;

        ShapeColumn.Plan(context, context.NewColumn(column), add.DefaultValue);
        context.Plan.Fill(column.In, context.Key(column.In), new ColumnFill(add.Name, value));
        return true;
    }
}
