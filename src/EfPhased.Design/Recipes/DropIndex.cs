using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Drops an index. The previous version's queries use it until that version is gone. A unique one forbids what the new version may
/// write, so it goes before that version comes, and after the indexes that take its place are there.
/// </summary>
internal static class DropIndex
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not DropIndexOperation { Table: { } name } drop || context.OldTable(new TableRef(name, drop.Schema)) is not { } oldTable)
            return false;

        var table = new TableRef(name, drop.Schema);
        var index = oldTable.Indexes.First(i => i.Name == drop.Name);
        LockedIndex.Refuse(index, comes: false);
        var promise = UniquePromise.Of(index);
        var phase = promise is null || Tightening.IsKeptOn(context, table, promise, out _) ? Phase.Contract : Phase.Expand;
        if (phase == Phase.Contract)
            MovedIndexes.Keep(context, table, index);

        context.Plan.Add(new PlannedStep(phase, Stage.Constraints)
        {
            Up = [OperationKey.DropIndex(table, drop.Name)],
            Down = [OperationKey.CreateIndex(table, drop.Name)],
            MakeDown = o => promise is null ? o : [Tightening.Check(context, index.Table, index.Name, promise), .. o],
        }.Online());
        return true;
    }
}
