using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A column becomes required, or optional.
/// </summary>
/// <remarks>
/// One of the two versions cannot read null, and one column cannot be null for the one and a value for the other. So while both run
/// nulls are replaced, whoever writes them. That changes what one version reads of its own, and where rows become required it is for
/// good; hence the author says by what. Who wants to keep the nulls takes a new column, where the two shapes are kept apart.
/// </remarks>
internal static class ChangeNullability
{
    public static void Plan(PlanContext context, ColumnRef at, IColumn before, IColumn after, AlterColumnOperation alter)
    {
        if (before.IsNullable)
            Require(context, at, after, alter);
        else
            Release(context, at, after);
    }

    private static void Require(PlanContext context, ColumnRef at, IColumn column, AlterColumnOperation alter)
    {
        if (!context.Values.TryGetValue(at, out var value))
            throw DesignErrors.BecomesRequired(at.In.ToString(), at.Name);

        context.Plan.Warn($"Nulls in {at} become {value} from Expand on, those that the previous version writes too. Going back does not bring them again.");
        context.Plan.Edit(new RelaxColumn(column, WithoutDefault: false));
        context.Plan.Fill(at.In, context.Key(at.In), new ColumnFill(at.Name, value) { OnUpdate = true });
        NotNull.Plan(context, column);

        if (!ColumnFacets.HasDefault(column))
            ImpliedDefault.Plan(context, column, alter.DefaultValue);
    }

    private static void Release(PlanContext context, ColumnRef at, IColumn column)
    {
        if (!context.Values.TryGetValue(at, out var value))
            throw DesignErrors.BecomesOptional(at.In.ToString(), at.Name);

        context.Plan.Warn($"Nulls that the new version writes to {at} become {value} until Contract, because the previous version cannot read null.");
        context.Plan.Edit(new HoldRequired(column));
        context.Plan.FillNewRows(at.In, context.Key(at.In), new ColumnFill(at.Name, value) { OnUpdate = true });
        var backfill = new BackfillOperation
        {
            Change = context.Change, Schema = at.Schema, Table = at.Table, Key = context.Key(at.In),
            Values = [new BackfillValue(at.Name, value) { WhereNull = true }],
        };
        context.Plan.Add(NotNull.Released(context, column, Phase.Contract, Stage.Constraints, backfill));
    }
}
