using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a column whose default differs from row to row, such as a random UUID. Added in one piece it would rewrite the table;
/// so it comes without the default, gets it for new rows, and existing rows are filled in chunks.
/// </summary>
internal static class AddColumnWithVolatileDefault
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddColumnOperation { DefaultValueSql: { } sql, ComputedColumnSql: null } add
            || !context.Dialect.IsVolatile(sql) || context.IsIdentity(add))
            return false;

        var column = ColumnRef.Of(add);
        var newColumn = context.NewColumn(column);
        context.Plan.Edit(new RelaxColumn(newColumn, WithoutDefault: false));
        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(column)],
            MakeUp = o => AddThenSetDefault((AddColumnOperation)o[0], newColumn),
            Down = [OperationKey.DropColumn(column)],
        }.Online());
        context.Plan.Backfill(
            column.In, context.Key(column.In), new BackfillValue(add.Name, ColumnTemplate.Escape(sql)) { WhereNull = true, Type = newColumn.StoreType });
        if (!newColumn.IsNullable)
            NotNull.Plan(context, newColumn);
        return true;
    }

    private static IEnumerable<MigrationOperation> AddThenSetDefault(
        AddColumnOperation add, Microsoft.EntityFrameworkCore.Metadata.IColumn newColumn)
    {
        var setDefault = ColumnFacets.AlterDefault(newColumn, null, null);
        setDefault.IsNullable = setDefault.OldColumn.IsNullable = true;
        setDefault.DefaultValueSql = add.DefaultValueSql;
        add.DefaultValueSql = null;
        return [add, setDefault];
    }
}
