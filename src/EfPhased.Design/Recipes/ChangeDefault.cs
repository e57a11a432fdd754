using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A default changes or goes. Each version leaves a value to the server only where its own model has a default for it. So a new one
/// is there before the new version is, and one that goes stays for as long as the previous version may count on it.
/// </summary>
internal static class ChangeDefault
{
    /// <summary>True when the change waits; false when it is made by Expand.</summary>
    public static bool Plan(PlanContext context, ColumnRef at, IColumn before, IColumn after)
    {
        if (ColumnFacets.HasDefault(after))
        {
            if (ColumnFacets.HasDefault(before))
            {
                context.Plan.Warn(
                    $"Rows that the previous version inserts without a value for {at} get the new default, {context.DefaultSql(after)}, "
                    + $"from Expand on, not {context.DefaultSql(before)}: a column has one default.");
            }

            return false;
        }

        context.Plan.Edit(new HoldDefault(before));
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
        {
            Up = [OperationKey.AlterColumn(at)], Down = [OperationKey.AlterColumn(at)],
        }.Online());
        return true;
    }
}
