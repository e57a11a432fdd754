using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Drops a unique constraint: the new version may write what it forbids, so it goes before that version comes, unless something in
/// the new model forbids the same from Contract on.
/// </summary>
internal static class DropUniqueConstraint
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not DropUniqueConstraintOperation drop || context.OldTable(TableRef.Of(drop)) is not { } oldTable)
            return false;

        var table = TableRef.Of(drop);
        var constraint = oldTable.UniqueConstraints.First(u => u.Name == drop.Name);
        var promise = UniquePromise.Of(constraint);
        var phase = Tightening.IsKeptOn(context, table, promise, out var kept) ? kept : Phase.Expand;
        if (phase == Phase.Contract)
            context.Plan.Edit(new KeepKey(constraint));

        // Two cannot bear one name; and until the new one is there, the old one keeps what both forbid.
        var isReplaced = context.NewTable(table).UniqueConstraints.Any(u => u.Name == drop.Name);
        context.Plan.Add(new PlannedStep(phase, isReplaced ? Stage.DropIndexes : Stage.Constraints)
        {
            Up = [OperationKey.DropUnique(table, drop.Name)],
            Down = [OperationKey.AddUnique(table, drop.Name)],
            MakeDown = o => [Tightening.Check(context, oldTable, drop.Name, promise), .. o.Select(PlannedStep.Mark)],
        });
        return true;
    }
}
