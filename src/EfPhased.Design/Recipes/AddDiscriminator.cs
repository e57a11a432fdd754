using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds the column that tells subtypes apart to a table that held one type alone. Rows that exist, and those that the previous
/// version inserts, are of that type: EF Core's own default would make them of none.
/// </summary>
internal static class AddDiscriminator
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddColumnOperation { IsNullable: false, DefaultValueSql: null } add)
            return false;

        var column = ColumnRef.Of(add);
        if (!context.Exists(column.In) || Subtypes.Discriminator(context.NewTable(column.In)) is not { } discriminator
            || context.NewColumn(column) is var newColumn && newColumn.PropertyMappings.All(m => m.Property != discriminator)
            || ColumnFacets.HasDefault(newColumn))
            return false;

        var value = Subtypes.ValueOfFormer(context, column.In, discriminator) ?? throw DesignErrors.NoDiscriminator(column.In.ToString(), column.Name);
        Plan(context, newColumn, value, add.DefaultValue);
        return true;
    }

    /// <param name="context">The plan.</param>
    /// <param name="newColumn">The discriminator.</param>
    /// <param name="value">What rows are that the previous version inserts.</param>
    /// <param name="implied">The default that plain EF Core leaves behind.</param>
    public static void Plan(PlanContext context, IColumn newColumn, object value, object? implied)
    {
        var column = ColumnRef.Of(newColumn);
        context.Plan.Edit(new DefaultMeanwhile(newColumn, value));
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(column)],
            Down = [OperationKey.DropColumn(column)],
        }.Online());

        // the same end as in one step: see ImpliedDefault
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Defaults)
        {
            Up = [OperationKey.AlterColumn(column)],
            MakeUp = _ => [ColumnFacets.AlterDefault(newColumn, value, implied)],
            Down = [OperationKey.AlterColumn(column)],
            MakeDown = _ => [ColumnFacets.AlterDefault(newColumn, implied, value)],
        });
    }
}
