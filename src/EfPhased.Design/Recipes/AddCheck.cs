using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a check to a table in use. The previous version does not know it, so it waits for that version's end. Rows that break it are
/// looked for first: even before it is proved, it would refuse each update of such a row.
/// </summary>
internal static class AddCheck
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddCheckConstraintOperation add)
            return false;
        if (!context.Dialect.HasNotValidConstraints)
            throw DesignErrors.LockedCheck(add.Name, add.Table, comes: true);

        var table = TableRef.Of(add);
        context.Plan.Edit(new LeaveOutCheck(table, add.Name));
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Constraints)
        {
            Up = [OperationKey.AddCheck(table, add.Name)],
            MakeUp = o => LookAddAndValidate(context, table, (AddCheckConstraintOperation)o[0]),
            Down = [OperationKey.DropCheck(table, add.Name)],
        });
        return true;
    }

    public static IEnumerable<MigrationOperation> LookAddAndValidate(PlanContext context, TableRef table, AddCheckConstraintOperation add)
    {
        add[PhasedAnnotations.NotValid] = true;
        return
        [
            Tightening.Check(context, context.OldTable(table) ?? context.NewTable(table), add),
            add,
            new ValidateConstraintOperation { Change = context.Change, Schema = add.Schema, Table = add.Table, Name = add.Name },
        ];
    }
}
