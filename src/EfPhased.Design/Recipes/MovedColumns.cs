using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Finds values that the change takes to another table, or into a JSON document. EF Core sees a column that goes and another that
/// comes, and moves no values; a plan made of those two would lose them, so it is refused.
/// </summary>
internal static class MovedColumns
{
    /// <exception cref="PhasedException">EFP4070: a property changes its table. EFP4078: a column may have moved, and somebody can be asked.</exception>
    public static void Refuse(PlanContext context)
    {
        var places = PropertyPlaces.Of(context.NewTypes);
        foreach (var column in Vanishing(context))
        {
            var from = TableRef.Of(column.Table);
            foreach (var property in column.PropertyMappings.Select(m => m.Property))
            {
                if (places.TryGetValue(PropertyPlaces.Name(property), out var to) && (to is null || TableRef.Of(to.Table) != from))
                {
                    throw DesignErrors.MovedColumn(
                        from.Column(column.Name).ToString(), $"{property.DeclaringType.DisplayName()}.{property.Name}",
                        to is null ? "a JSON document" : $"'{to.Table.Name}.{to.Name}'");
                }
            }
        }

        AskOrWarn(context);
    }

    // Columns that EF Core takes away; keys appear in each table of a type, and a renamed column stays where it is.
    private static IEnumerable<IColumn> Vanishing(PlanContext context)
    {
        foreach (var drop in context.Pending.OfType<DropColumnOperation>())
            yield return context.OldColumn(ColumnRef.Of(drop));
        foreach (var drop in context.Pending.OfType<DropTableOperation>())
        {
            var table = context.OldTable(TableRef.Of(drop))!;
            foreach (var column in table.Columns.Where(c => table.PrimaryKey is null || !table.PrimaryKey.Columns.Contains(c)))
                yield return column;
        }
    }

    // Where the values get another class as well, only the columns tell.
    private static void AskOrWarn(PlanContext context)
    {
        var moves = LikelyMoves.Of(context);
        if (moves.Count > 0 && context.Hints.CanAsk)
            throw DesignErrors.UndecidedMove(moves);
        foreach (var (old, @new) in moves)
        {
            context.Plan.Warn(
                $"'{old}' goes, and '{@new.In}' gets a column like it. No values move: where they should, say so with --move {old}={@new}.");
        }
    }
}
