using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Takes the primary key from a table: the new version may write what it forbids, so it goes before that version comes.
/// </summary>
internal static class DropPrimaryKey
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not DropPrimaryKeyOperation drop || context.OldTable(TableRef.Of(drop)) is not { PrimaryKey: { } key } oldTable)
            return false;
        if (!context.Dialect.HasNotValidConstraints)
            throw DesignErrors.LockedPrimaryKey(drop.Table, drop.Name, comes: false);

        var table = TableRef.Of(drop);
        context.Plan.Warn($"Without a primary key, rows of {table} cannot be replicated logically unless a replica identity is set.");
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Constraints)
        {
            Up = [OperationKey.DropPrimaryKey(table, drop.Name)],
            Down = [OperationKey.AddPrimaryKey(table, drop.Name)],
            MakeDown = o => [Tightening.Check(context, oldTable, drop.Name, UniquePromise.Of(key)), .. o.Select(PlannedStep.Mark)],
        });
        return true;
    }
}
