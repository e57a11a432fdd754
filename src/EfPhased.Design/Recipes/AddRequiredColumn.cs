using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a required column whose default is one value for all rows: the server stores it once, and the previous version's inserts
/// get it too. One step, metadata only.
/// </summary>
internal static class AddRequiredColumn
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddColumnOperation { IsNullable: false, ComputedColumnSql: null } add || context.IsIdentity(add))
            return false;

        var column = ColumnRef.Of(add);
        if (add.DefaultValue is null && add.DefaultValueSql is null)
            throw DesignErrors.NoNull(column.In.ToString(), column.Name);

        // Where the model has no default, EF Core makes one up from the type.
        if (!ColumnFacets.HasDefault(context.NewColumn(column)))
        {
            context.Plan.Warn(
                $"Rows that exist get {context.Literal(add)} in {column}, and so do rows that the previous version inserts. "
                + $"Use --value {column.Name}=<SQL> where each row has a value of its own.");
        }

        MomentaryDefault.AskOrWarn(add, context);
        if (context.NewColumn(column).PropertyMappings.Any(m => m.Property is { IsConcurrencyToken: true, ValueGenerated: ValueGenerated.Never }))
            context.Plan.Warn($"Writes of the previous version leave '{column}' as it is: until that version is gone, the new one does not notice them.");

        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(column)],
            Down = [OperationKey.DropColumn(column)],
        }.Online());
        return true;
    }
}
