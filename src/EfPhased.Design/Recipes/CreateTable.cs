using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Creates a table that only the new version knows.
/// </summary>
/// <remarks>
/// Foreign keys to tables in use are added one by one afterwards: each locks one busy table for a moment, instead of all of them
/// together, and none has a row to look at.
/// </remarks>
internal static class CreateTable
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not CreateTableOperation create)
            return false;

        var table = TableRef.Of(create);
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Tables)
        {
            Up = [OperationKey.CreateTable(table)],
            MakeUp = o => Split((CreateTableOperation)o[0], context),
            Down = [OperationKey.DropTable(table)],
            MakeDown = o => [.. Busy(create, context).Select(f => NotValidForeignKey.Drop(table, f.Name)), .. o],
        });

        foreach (var index in context.Pending.OfType<CreateIndexOperation>().Where(i => i.Table == create.Name && i.Schema == create.Schema))
            context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Tables) { Up = [OperationKey.Of(index)] });
        context.Answer<CreateIndexOperation>(i => i.Table == create.Name && i.Schema == create.Schema);
        return true;
    }

    private static IEnumerable<MigrationOperation> Split(CreateTableOperation create, PlanContext context)
    {
        var busy = Busy(create, context).ToList();
        create.ForeignKeys.RemoveAll(busy.Contains);
        return [create, .. busy];
    }

    private static IEnumerable<AddForeignKeyOperation> Busy(CreateTableOperation create, PlanContext context)
        => create.ForeignKeys.Where(f => context.Exists(new TableRef(f.PrincipalTable, f.PrincipalSchema)));
}
