using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds an index to a table in use. A unique one forbids what the previous version may write, so it waits for that version's end,
/// unless something in the old model forbids it already; rows that share a value are looked for first.
/// </summary>
internal static class CreateIndex
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not CreateIndexOperation create)
            return false;

        var table = TableRef.Of(create);
        var index = context.NewTable(table).Indexes.First(i => i.Name == create.Name);
        LockedIndex.Refuse(index, comes: true);
        var promise = UniquePromise.Of(index);
        var phase = Tightening.Comes(context, table, promise);
        if (phase == Phase.Contract)
            context.Plan.Edit(new LeaveOutIndex(index));

        context.Plan.Add(new PlannedStep(phase, Stage.Indexes)
        {
            Up = [OperationKey.CreateIndex(table, create.Name)],
            MakeUp = o => phase == Phase.Contract ? [Tightening.Check(context, index.Table, index.Name, promise!), .. o] : o,
            Down = [OperationKey.DropIndex(table, create.Name)],
        }.Online());
        return true;
    }
}
