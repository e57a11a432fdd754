using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Moves columns into a table of their own, row by row, and back: a table that is split, an owned type with a table of its own, the
/// tables of subtypes, a table that joins; and between two tables that both stay. Both places exist, kept in step by triggers on both tables, until the
/// version that knows the old one is gone.
/// </summary>
/// <remarks>
/// EF Core's diff has a table that comes and columns that go, or the other way round, or both columns. It runs before the recipes of those.
/// </remarks>
internal static class MoveRows
{
    public static void Plan(PlanContext context)
    {
        var creates = context.Pending.OfType<CreateTableOperation>().ToList();
        var drops = context.Pending.OfType<DropTableOperation>().ToList();
        if (context.OldTables.Count > 0)
        {
            var places = PropertyPlaces.Of(context.OldTypes);
            JoinRows.RefuseBack(context);
            foreach (var create in creates.Where(c => JoinRows.TryPlan(c, context) || SplitRows.TryPlan(c, context, places)))
                context.Answer(create, nameof(MoveRows));
            foreach (var drop in drops.Where(d => MergeRows.TryPlan(d, context, places)))
                context.Answer(drop, nameof(MoveRows));
            MoveBetween.Plan(context, places);
        }

        foreach (var (@new, old) in context.Moves.Where(m => !IsPlanned(context, m.Key, m.Value)))
            throw DesignErrors.CannotMove($"{old}={@new}", MoveBetween.WhyNot(context, old, @new));
    }

    /// <summary>The old column that a new one takes over; null where it is in the same table, or there is none.</summary>
    public static IColumn? OldPlace(PlanContext context, IColumn column, Dictionary<(string Type, string Property), IColumn?> places)
    {
        if (context.Moves.TryGetValue(ColumnRef.Of(column), out var move))
            return context.OldColumn(move);
        return column.PropertyMappings.Select(m => places.GetValueOrDefault(PropertyPlaces.Name(m.Property)))
            .FirstOrDefault(c => c is not null && ColumnRef.Of(c).In != ColumnRef.Of(column).In);
    }

    /// <summary>The columns of a table that are not its key.</summary>
    public static IEnumerable<IColumn> Others(ITable table) => table.Columns.Where(c => table.PrimaryKey is null || !table.PrimaryKey.Columns.Contains(c));

    private static bool IsPlanned(PlanContext context, ColumnRef @new, ColumnRef old) => context.Plan.Moves.Any(m =>
    {
        var (whole, part) = m.OldIsPart ? (@new, old) : (old, @new);
        return whole.In == m.Table && part.In == new TableRef(m.Rows.Part, m.Rows.PartSchema)
            && m.Rows.Columns.Any(c => c.Column == whole.Name && c.PartColumn == part.Name);
    });
}
