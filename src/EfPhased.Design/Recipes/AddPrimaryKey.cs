using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Gives a table without a primary key one. Its index is built while writes go on. Unless the old model keeps its columns unique and
/// filled already, it waits until the previous version is gone.
/// </summary>
internal static class AddPrimaryKey
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddPrimaryKeyOperation add || context.OldTable(TableRef.Of(add)) is not { PrimaryKey: null })
            return false;
        if (!context.Dialect.HasNotValidConstraints)
            throw DesignErrors.LockedPrimaryKey(add.Table, add.Name, comes: true);

        var table = TableRef.Of(add);
        var newTable = context.NewTable(table);
        var key = newTable.PrimaryKey!;
        var phase = Tightening.Comes(context, table, key);
        if (phase == Phase.Contract)
            context.Plan.Edit(new LeaveOutPrimaryKey(key));

        context.Plan.Add(new PlannedStep(phase, phase == Phase.Contract ? Stage.Constraints : Stage.Indexes)
        {
            Up = [OperationKey.AddPrimaryKey(table, add.Name)],
            MakeUp = o => [Tightening.Check(context, newTable, add.Name, UniquePromise.Of(key)), .. o.Select(PlannedStep.Mark)],
            Down = [OperationKey.DropPrimaryKey(table, add.Name)],
        });
        return true;
    }
}
