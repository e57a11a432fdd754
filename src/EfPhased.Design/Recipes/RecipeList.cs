using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// One recipe per kind of change. A recipe answers an operation of EF Core's diff by adding steps to the plan, and says no to what
/// it does not know. It knows operations and facts, never SQL.
/// </summary>
internal static class RecipeList
{
    // The first recipe that answers wins. Renamed and dropped columns take their indexes and foreign keys with them, and new
    // tables theirs, so they come before the recipes of those.
    private static readonly Func<MigrationOperation, PlanContext, bool>[] All =
    [
        CreateSchema.TryPlan,
        RenameTable.TryPlan,
        AlterDatabase.TryPlan,
        ChangeSequence.TryPlan,
        CreateTable.TryPlan,
        DropTable.TryPlan,
        AlterTable.TryPlan,
        RegroupColumns.TryPlan,
        ChangeComputed.TryPlan,
        RenameColumn.TryPlan,
        DropColumn.TryPlan,
        ComputedColumns.TryPlan,
        AddIdentityColumn.TryPlan,
        AddColumnWithRowValue.TryPlan,
        AddDiscriminator.TryPlan,
        AddColumnWithVolatileDefault.TryPlan,
        AddRequiredColumn.TryPlan,
        AddNullableColumn.TryPlan,
        WidenInteger.TryPlan,
        AlterColumn.TryPlan,
        ChangeIndex.TryPlan,
        RenameIndex.TryPlan,
        CreateIndex.TryPlan,
        DropIndex.TryPlan,
        ChangePrimaryKey.TryPlan,
        AddPrimaryKey.TryPlan,
        DropPrimaryKey.TryPlan,
        AddUniqueConstraint.TryPlan,
        DropUniqueConstraint.TryPlan,
        ChangeForeignKey.TryPlan,
        AddForeignKey.TryPlan,
        DropForeignKey.TryPlan,
        AddCheck.TryPlan,
        DropCheck.TryPlan,
    ];

    /// <exception cref="PhasedException">EFP4004: operations are left that no recipe answers.</exception>
    public static void PlanAll(PlanContext context)
    {
        MoveRows.Plan(context);
        DocumentColumns.Plan(context);
        MovedColumns.Refuse(context);
        Subtypes.Warn(context);
        ChangeData.Plan(context);
        foreach (var tryPlan in All)
        {
            foreach (var operation in context.Pending.ToList())
            {
                // An earlier operation's recipe may have answered this one with its own.
                if (context.Pending.Contains(operation) && tryPlan(operation, context))
                    context.Answer(operation, recipe: tryPlan.Method.DeclaringType!.Name);
            }
        }

        if (context.Pending.Count > 0)
            throw DesignErrors.NoRecipe([.. context.Pending.Select(o => OperationKey.Of(o).ToString())]);
    }
}
