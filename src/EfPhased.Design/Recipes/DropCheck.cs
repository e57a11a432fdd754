using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Drops a check: the new version may write what it forbids, so it goes before that version comes.
/// </summary>
internal static class DropCheck
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not DropCheckConstraintOperation drop || !context.Exists(TableRef.Of(drop)))
            return false;
        if (!context.Dialect.HasNotValidConstraints)
            throw DesignErrors.LockedCheck(drop.Name, drop.Table, comes: false);

        var table = TableRef.Of(drop);
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.DropIndexes)
        {
            Up = [OperationKey.DropCheck(table, drop.Name)],
            Down = [OperationKey.AddCheck(table, drop.Name)],
            MakeDown = o => AddCheck.LookAddAndValidate(context, table, (AddCheckConstraintOperation)o[0]),
        });
        return true;
    }
}
