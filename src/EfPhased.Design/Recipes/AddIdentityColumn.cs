using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A column that the server numbers. No server adds one to a table with rows without writing all of them while others wait. So it comes
/// empty, gets a sequence for new rows, whoever inserts them, and the others are numbered in chunks; once it is required, it becomes
/// what the model says, and the numbers go on.
/// </summary>
internal static class AddIdentityColumn
{
    private const string Meanwhile = "SerialColumn";

    /// <exception cref="PhasedException">EFP4034: the server has no sequences, or the model has options for this one.</exception>
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddColumnOperation add || !context.IsIdentity(add))
            return false;

        var at = ColumnRef.Of(add);
        var column = context.NewColumn(at);
        if (context.NextNumber(at) is not { } next || add.IsNullable || NumberingOptions.Of(add) is not null)
            throw DesignErrors.AddedNumbering(at.In.ToString(), add.Name, context.Dialect.FactFor(add));

        var becomes = add.Numbering() != Meanwhile;
        if (becomes)
            context.Plan.Edit(new NumberMeanwhile(column, Meanwhile));
        context.Plan.Edit(new RelaxColumn(column, WithoutDefault: false));
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(at)],
            MakeUp = o => AddThenNumber((AddColumnOperation)o[0], column),
            Down = [OperationKey.DropColumn(at)],
        }.Online());
        context.Plan.Backfill(at.In, context.Key(at.In), new BackfillValue(at.Name, next) { WhereNull = true, Type = column.StoreType });
        NotNull.Plan(context, column);
        if (becomes)
        {
            context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
            {
                Up = [OperationKey.AlterColumn(at)], Down = [OperationKey.AlterColumn(at)],
            }.Online());
        }

        return true;
    }

    private static IEnumerable<MigrationOperation> AddThenNumber(AddColumnOperation add, IColumn column)
    {
        var number = ColumnFacets.AlterDefault(column, null, null);
        number.IsNullable = number.OldColumn.IsNullable = true;
        NumberMeanwhile.Apply(number, column, Meanwhile);
        NumberMeanwhile.Apply(number.OldColumn, column, null);
        NumberMeanwhile.Apply(add, column, null);
        add.DefaultValue = null;
        return [add, number];
    }
}
