using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a column that the previous version's inserts may leave out: one step, metadata only.
/// </summary>
internal static class AddNullableColumn
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddColumnOperation { IsNullable: true, ComputedColumnSql: null } add || context.IsIdentity(add))
            return false;

        var column = ColumnRef.Of(add);
        MomentaryDefault.AskOrWarn(add, context);
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(column)],
            Down = [OperationKey.DropColumn(column)],
        }.Online());
        return true;
    }
}
