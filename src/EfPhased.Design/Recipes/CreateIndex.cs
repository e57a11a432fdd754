using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a plain index to a table in use. A unique one also forbids what the previous version may write, so it is not plain.
/// </summary>
internal static class CreateIndex
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not CreateIndexOperation { IsUnique: false } create)
            return false;

        var table = new TableRef(create.Table, create.Schema);
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Indexes)
        {
            Up = [OperationKey.CreateIndex(table, create.Name)],
            Down = [OperationKey.DropIndex(table, create.Name)],
        }.Online());
        return true;
    }
}
