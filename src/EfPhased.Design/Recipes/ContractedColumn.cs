using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A column that stays until Contract.
/// </summary>
internal static class ContractedColumn
{
    /// <param name="context">The plan.</param>
    /// <param name="column">The column, of the old model.</param>
    /// <param name="expandDefault">The default that Expand gives it, or null.</param>
    /// <param name="relaxed">Expand lets it be null.</param>
    public static void Plan(PlanContext context, IColumn column, object? expandDefault, bool relaxed = false)
    {
        var at = ColumnRef.Of(column);
        context.Plan.Edit(new KeepColumn(column, expandDefault, relaxed));
        context.Plan.Remove(at.In, at.Name);

        // Between the end of the dual write and the drop, the new version's inserts leave the column out.
        if (!column.IsNullable && !relaxed && expandDefault is null && !ColumnFacets.HasDefault(column) && column.ComputedColumnSql is null)
        {
            var none = None(column);
            context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
            {
                MakeUp = _ => [ColumnFacets.AlterDefault(column, null, none)],
                MakeDown = _ => [ColumnFacets.AlterDefault(column, none, null)],
            });
        }

        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.DropColumns)
        {
            Up = [OperationKey.DropColumn(at)],
            Down = [OperationKey.AddColumn(at)],
            MakeDown = o => o.Select(a => Labelled((AddColumnOperation)a, column)),
        }.Online());
    }

    // EF Core has numbers, or an empty text, for a default of a type that the provider no longer knows.
    private static AddColumnOperation Labelled(AddColumnOperation add, IColumn column)
    {
        if (add.DefaultValue is not null && ServerEnum.Is(column))
        {
            add.ClrType = typeof(string);
            add.DefaultValue = ServerEnum.Default(column) ?? ColumnFacets.ClrDefault(column);
        }

        return add;
    }

    /// <summary>The default, as SQL, that a required column has while it is dropped.</summary>
    public static string StandIn(PlanContext context, IColumn column) => context.Literal(None(column), column.StoreType);

    private static object None(IColumn column)
        => ColumnFacets.ClrDefault(column) ?? throw DesignErrors.CannotDefault(
            TableRef.Of(column.Table).ToString(), column.Name, column.StoreType, "its type has no default to stand in while it is dropped");
}
