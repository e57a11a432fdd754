using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Changes a column in place: each of its facets in the phase in which it hurts neither version.
/// </summary>
internal static class AlterColumn
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AlterColumnOperation alter)
            return false;

        var at = ColumnRef.Of(alter);
        if (context.OldTable(at.In)?.FindColumn(at.Name) is not { } before)
            return false;

        var after = context.NewColumn(at);
        var facets = ColumnDifference.Of(alter, before, after);
        if (facets.HasFlag(ColumnFacet.Computed))
            throw ComputedColumns.Refusal(at, before, after);
        if (facets.HasFlag(ColumnFacet.Identity))
        {
            ChangeNumbering.Plan(context, at, after, alter, facets);
            return true;
        }

        if (facets.HasFlag(ColumnFacet.CharSet))
            throw ChangeType.CharSetRefusal(context, at, alter.OldColumn, alter);

        var checks = facets.HasFlag(ColumnFacet.Type) || facets.HasFlag(ColumnFacet.Collation)
            ? ChangeType.RequireInPlace(context, at, before, after, facets)
            : [];

        var now = facets;
        if (facets.HasFlag(ColumnFacet.Nullability))
        {
            ChangeNullability.Plan(context, at, before, after, alter);
            now &= ~ColumnFacet.Nullability;
        }

        if (facets.HasFlag(ColumnFacet.Default) && ChangeDefault.Plan(context, at, before, after))
            now &= ~ColumnFacet.Default;

        if (now != ColumnFacet.None)
        {
            context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
            {
                Up = [OperationKey.AlterColumn(at)],
                MakeUp = o => RenewedChecks.Around(context, at.In, checks, o),
                Down = [OperationKey.AlterColumn(at)],
                MakeDown = o => now.HasFlag(ColumnFacet.Type) ? ChangeType.Without(o, now) : o,
            }.Online());
        }

        return true;
    }
}
