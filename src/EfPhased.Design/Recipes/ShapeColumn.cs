using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A new column that takes over what old ones hold: added without anything that a trigger could mistake for a value, and made like
/// the model's once it is filled.
/// </summary>
internal static class ShapeColumn
{
    /// <param name="context">The plan.</param>
    /// <param name="column">The column, of the new model.</param>
    /// <param name="implied">The default that plain EF Core leaves behind where the model has none.</param>
    /// <param name="required">The phase that makes a required column so: Contract where the previous version goes on leaving it out.</param>
    /// <param name="stage">When Contract makes it so.</param>
    public static void Plan(PlanContext context, IColumn column, object? implied, Phase required = Phase.Switch, Stage stage = Stage.Constraints)
    {
        var at = ColumnRef.Of(column);
        context.Plan.Edit(new RelaxColumn(column, WithoutDefault: true) { Until = required });
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(at)],
            Down = [OperationKey.DropColumn(at)],
        }.Online());
        if (!column.IsNullable && required == Phase.Contract)
            context.Plan.Add(NotNull.AtContract(context, column, stage));
        else if (!column.IsNullable)
            NotNull.Plan(context, column);
        if (ColumnFacets.HasDefault(column))
        {
            context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
            {
                Up = [OperationKey.AlterColumn(at)], Down = [OperationKey.AlterColumn(at)],
            }.Online());
        }
        else
        {
            // A server that writes the whole column anew to make it required would take the default away again.
            ImpliedDefault.Plan(context, column, implied, required == Phase.Contract ? Stage.Names : Stage.Defaults);
        }
    }
}
