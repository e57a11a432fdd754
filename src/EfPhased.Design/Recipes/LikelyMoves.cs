using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Finds columns that go from one table while one like them comes into another that the keys join. Whether values move, only the
/// author knows; the models would say the same of a column that is dropped and one that happens to be added.
/// </summary>
internal static class LikelyMoves
{
    public static IReadOnlyList<(ColumnRef Old, ColumnRef New)> Of(PlanContext context)
    {
        var gone = Gone(context).Where(c => !context.Hints.IsDropped(c)).ToList();
        var come = Come(context).ToList();
        var pairs =
            from old in gone
            from @new in come
            where old.StoreType == @new.StoreType && AreJoined(context, old, @new)
            where IsNamedAlike(old, @new) || (IsOnlyOne(old, gone) && IsOnlyOne(@new, come))
            select (Old: ColumnRef.Of(old), New: ColumnRef.Of(@new));

        // Where a column may have gone to several places, a question with two answers would be the wrong one.
        var all = pairs.Concat(JoinRows.Likely(context, gone).Select(p => (Old: ColumnRef.Of(p.Old), New: ColumnRef.Of(p.New)))).ToList();
        return [.. all.Where(p => all.Count(o => o.Old == p.Old) == 1 && all.Count(o => o.New == p.New) == 1)];
    }

    private static IEnumerable<IColumn> Gone(PlanContext context)
        => context.Pending.OfType<DropColumnOperation>().Select(d => context.OldColumn(ColumnRef.Of(d)))
            .Concat(context.Pending.OfType<DropTableOperation>().SelectMany(d => MoveRows.Others(context.OldTable(TableRef.Of(d))!)));

    private static IEnumerable<IColumn> Come(PlanContext context)
        => context.Pending.OfType<AddColumnOperation>().Select(a => context.NewColumn(ColumnRef.Of(a)))
            .Concat(context.Pending.OfType<CreateTableOperation>().SelectMany(c => MoveRows.Others(context.NewTable(TableRef.Of(c)))));

    private static bool IsNamedAlike(IColumn old, IColumn @new)
        => old.Name == @new.Name || old.PropertyMappings.Select(m => m.Property.Name).Intersect(@new.PropertyMappings.Select(m => m.Property.Name)).Any();

    private static bool IsOnlyOne(IColumn column, IEnumerable<IColumn> columns)
        => columns.Count(c => c.Table == column.Table && c.StoreType == column.StoreType) == 1;

    // As the recipes for moved values ask it of a table that comes, of one that goes, and of two that stay.
    private static bool AreJoined(PlanContext context, IColumn from, IColumn to)
    {
        var (old, @new) = ((ITable)from.Table, (ITable)to.Table);
        var (oldRef, newRef) = (TableRef.Of(old), TableRef.Of(@new));
        if (oldRef == newRef)
            return false;
        return (context.Exists(newRef), context.Remains(oldRef)) switch
        {
            (false, true) => SharesKey(@new, context.NewTable(oldRef)),
            (true, false) => SharesKey(old, context.OldTable(newRef)!),
            (true, true) => from.IsNullable == to.IsNullable && MoveBetween.AreLinked(context, old, @new),
            _ => false,
        };
    }

    private static bool SharesKey(ITable part, ITable whole) => part.ForeignKeyConstraints.Any(f => f.PrincipalTable == whole
        && f.OnDeleteAction == ReferentialAction.Cascade && f.Columns.SequenceEqual(part.PrimaryKey?.Columns ?? [])
        && f.PrincipalColumns.SequenceEqual(whole.PrimaryKey?.Columns ?? []));
}
