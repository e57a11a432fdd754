using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Gives an index another name: metadata only, and no version's queries name it. When the name is still another index's, it waits
/// until that one is gone.
/// </summary>
internal static class RenameIndex
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not RenameIndexOperation { Table: { } name } rename || context.OldTable(new TableRef(name, rename.Schema)) is not { } oldTable)
            return false;

        var table = new TableRef(name, rename.Schema);
        var isTaken = oldTable.Indexes.Any(i => i.Name == rename.NewName);
        if (isTaken && context.Pending.OfType<RenameIndexOperation>().Any(r => r.Table == name && r.Schema == rename.Schema && r.Name == rename.NewName))
            throw DesignErrors.NameTaken(rename.NewName, context.Change);
        if (isTaken)
        {
            var index = context.NewTable(table).Indexes.First(i => i.Name == rename.NewName);
            context.Plan.Edit(new RenameIndexMeanwhile(index, rename.Name));
        }

        context.Plan.Add(new PlannedStep(isTaken ? Phase.Contract : Phase.Expand, isTaken ? Stage.Names : Stage.DropIndexes)
        {
            Up = [OperationKey.RenameIndex(table, rename.Name)],
            Down = [OperationKey.RenameIndex(table, rename.NewName)],
        });
        return true;
    }
}
