using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Creates a schema. It stays when the change is taken back: others may have put something into it.
/// </summary>
internal static class CreateSchema
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not EnsureSchemaOperation)
            return false;

        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Tables) { Up = [OperationKey.Of(operation)] });
        return true;
    }
}
