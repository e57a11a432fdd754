using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Recipes;

/// <summary>
/// The default that plain EF Core leaves behind when it adds a required column or makes one required. No version relies on it, but
/// the schema has to end as it would have in one step.
/// </summary>
internal static class ImpliedDefault
{
    /// <param name="context">The plan.</param>
    /// <param name="column">The column, of the new model, without a default of its own.</param>
    /// <param name="implied">The default; null where plain EF Core leaves none.</param>
    /// <param name="stage">When the contract sets it.</param>
    public static void Plan(PlanContext context, IColumn column, object? implied, Stage stage = Stage.Defaults)
    {
        if (implied is null)
            return;

        context.Plan.Add(new PlannedStep(Phase.Contract, stage)
        {
            MakeUp = _ => [ColumnFacets.AlterDefault(column, null, implied)],
            MakeDown = _ => [ColumnFacets.AlterDefault(column, implied, null)],
        });
    }
}
