using EfPhased.Design.Planning;
using EfPhased.Design.Planning.Edits;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a foreign key. On columns that the previous version leaves null it comes at once, after the column and its index; elsewhere
/// that version may write what refers to nothing, so it waits for that version's end, and such rows are looked for first.
/// </summary>
internal static class AddForeignKey
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddForeignKeyOperation add)
            return false;

        var table = TableRef.Of(add);
        var key = context.NewTable(table).ForeignKeyConstraints.First(f => f.Name == add.Name);
        if (MadeUp(context, table, key) is { } column)
            throw DesignErrors.NoReference(table.ToString(), column.Name, key.Name, key.PrincipalTable.SchemaQualifiedName);

        if (IsHarmless(context, table, key) && PrincipalComes(context, key) == Phase.Expand)
        {
            context.Plan.Add(NotValidForeignKey.Step(context, table, key));
            return true;
        }

        context.Plan.Edit(new LeaveOutForeignKey(key));
        context.Plan.Add(new PlannedStep(Phase.Contract, Stage.Constraints)
        {
            Up = [OperationKey.AddForeignKey(table, key.Name)],
            MakeUp = o => [Tightening.Check(context, key), .. NotValidForeignKey.AddAndValidate(context.Change, (AddForeignKeyOperation)o[0])],
            Down = [OperationKey.DropForeignKey(table, key.Name)],
        });
        return true;
    }

    /// <summary>The first phase after which the columns that a foreign key refers to are unique.</summary>
    public static Phase PrincipalComes(PlanContext context, IForeignKeyConstraint key)
    {
        var principal = TableRef.Of(key.PrincipalTable);
        var unique = ((ITable)key.PrincipalTable).UniqueConstraints
            .FirstOrDefault(u => u.Columns.Select(c => c.Name).Order().SequenceEqual(key.PrincipalColumns.Select(c => c.Name).Order()));
        return unique is null ? Phase.Expand : Tightening.Comes(context, principal, unique);
    }

    // A row with one null refers to nothing, whatever its other columns hold (MATCH SIMPLE).
    private static bool IsHarmless(PlanContext context, TableRef table, IForeignKeyConstraint key)
        => !context.Exists(table) || key.Columns.Any(c => Tightening.IsNullToOldVersion(context, table, c));

    // EF Core gives a required column the default of its type in rows that exist, and no row has that key.
    private static IColumn? MadeUp(PlanContext context, TableRef table, IForeignKeyConstraint key)
        => key.Columns.FirstOrDefault(c => context.OldTable(table) is { } old && old.FindColumn(c.Name) is null && !c.IsNullable
            && !ColumnFacets.HasDefault(c) && c.ComputedColumnSql is null && !context.Values.ContainsKey(table.Column(c.Name))
            && !context.Plan.IsFilled(table, c.Name));
}
