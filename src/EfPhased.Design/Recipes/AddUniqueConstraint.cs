using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a unique constraint, as an alternate key has one: its index is built while writes go on, and becomes the constraint's then.
/// Unless the old model forbids the same already, it waits until the previous version is gone.
/// </summary>
internal static class AddUniqueConstraint
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddUniqueConstraintOperation add)
            return false;

        var table = TableRef.Of(add);
        var newTable = context.NewTable(table);
        var constraint = newTable.UniqueConstraints.First(u => u.Name == add.Name);
        var promise = UniquePromise.Of(constraint);
        var phase = Tightening.Comes(context, table, promise);
        if (phase == Phase.Contract)
        {
            if (newTable.ReferencingForeignKeyConstraints.FirstOrDefault(f => f.PrincipalUniqueConstraint == constraint
                    && !context.Exists(TableRef.Of(f.Table))) is { } early)
                throw DesignErrors.KeyTooLate(table.ToString(), add.Name, early.Name, early.Table.SchemaQualifiedName);
            context.Plan.Edit(new LeaveOutKey(constraint));
        }

        context.Plan.Add(new PlannedStep(phase, phase == Phase.Contract ? Stage.Constraints : Stage.Indexes)
        {
            Up = [OperationKey.AddUnique(table, add.Name)],
            MakeUp = o => phase == Phase.Contract ? [Tightening.Check(context, newTable, add.Name, promise), .. o] : o,
            Down = [OperationKey.DropUnique(table, add.Name)],
        }.Online());
        return true;
    }
}
