using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Moves columns between two tables that both stay, where a key of one refers to the other: at most one row there for each row here.
/// Rows are the application's in both, so that only columns follow; a value that has no row to go to stays where it is, and is counted
/// before Contract takes its place away.
/// </summary>
internal static class MoveBetween
{
    /// <exception cref="PhasedException">
    /// EFP4071: the two cannot be kept in step. EFP4074: a column counts writes. EFP4013: a column has no default that could stand in.
    /// </exception>
    public static void Plan(PlanContext context, Dictionary<(string Type, string Property), IColumn?> places)
    {
        var moves =
            from add in context.Pending.OfType<AddColumnOperation>()
            where IsThere(context, TableRef.Of(add))
            let column = context.NewColumn(ColumnRef.Of(add))
            let old = MoveRows.OldPlace(context, column, places)
            where old is not null && IsThere(context, TableRef.Of(old.Table)) && SplitRows.IsDropped(context, old)
            select (Old: old, New: column);
        foreach (var pair in moves.ToList().GroupBy(m => (Old: (ITable)m.Old.Table, New: (ITable)m.New.Table)))
            Plan(context, pair.Key.Old, pair.Key.New, [.. pair]);
    }

    /// <summary>Why a hint moves nothing: what it asks for is no move between two tables that stay, or the new place holds other values.</summary>
    public static string WhyNot(PlanContext context, ColumnRef old, ColumnRef @new)
    {
        var joins = JoinRows.IsOneOfSeveral(context.NewTable(@new.In), @new.Name);
        if (joins && !context.Remains(old.In))
            return $"'{old.In}' goes, or gets another name, in the same change. Do that in a change of its own";
        if (joins && context.Exists(@new.In))
        {
            return $"'{@new.In}' has been there before, and its rows are the application's own. Rows come from a column where their table comes with the change. "
                + $"Do it in two changes: let the new version write '{old}' and '{@new.In}', and fill '{@new.In}' with one row for each; drop '{old.Name}' in the next";
        }

        if (!SplitRows.IsDropped(context, context.OldColumn(old)))
            return $"'{old}' stays in the model. Values move from a column that goes with the change";
        return context.Exists(@new.In) && context.OldTable(@new.In)!.FindColumn(@new.Name) is not null
            ? $"'{@new}' has been there before, and holds values of its own. Values move to a column that comes with the change"
            : $"no key of '{old.In}' refers to '{@new.In}', nor the other way round, so nobody knows which row takes which value. "
                + $"Do it in two changes: add '{@new}' beside '{old}', let the new version write both and fill the new one; drop '{old}' in the next";
    }

    /// <summary>A row of the one has at most one in the other, before and after the change.</summary>
    public static bool AreLinked(PlanContext context, ITable old, ITable @new)
    {
        var (oldThere, newThere) = (context.NewTable(TableRef.Of(old)), context.OldTable(TableRef.Of(@new))!);
        return (Link(newThere, old, @new, oldThere) ?? Link(old, newThere, oldThere, @new)) is not null;
    }

    private static void Plan(PlanContext context, ITable old, ITable @new, IReadOnlyList<(IColumn Old, IColumn New)> moves)
    {
        var (oldThere, newThere) = (context.NewTable(TableRef.Of(old)), context.OldTable(TableRef.Of(@new))!);
        var down = Link(newThere, old, @new, oldThere);
        var up = Link(old, newThere, oldThere, @new);
        if (down is null && up is null)
        {
            throw DesignErrors.MoveShape(
                old.Name, @new.Name, "neither has a key, before and after the change, that refers to the primary key of the other, so that no row can get "
                + "another one's value (HasKey or HasAlternateKey, in a change of its own, makes a foreign key one)");
        }

        // Where the old place refers to the new one, its rows are the parts.
        var oldIsPart = down is null;
        MovedPair pair = oldIsPart
            ? new(context, @new, old, newThere, [.. moves.Select(m => (m.New, m.Old))], null, oldIsPart) { Between = up }
            : new(context, old, @new, oldThere, moves, null, oldIsPart) { Between = down };
        pair.Check();
        Warn(context, old, @new, moves, oldIsPart);
        foreach (var (from, to) in moves)
        {
            MergeRows.Add(context, to, relaxed: !oldIsPart && !to.IsNullable);
            SplitRows.Keep(context, from, relaxed: oldIsPart && !from.IsNullable, oldIsPart ? null : pair.StandIn(from));
        }

        SplitRows.KeepIndexes(context, old, [.. moves.Select(m => m.Old)]);
        if (context.Plan.Moves.Any(m => Tables(m).SetEquals([TableRef.Of(old), TableRef.Of(@new)])))
            throw DesignErrors.MoveShape(old.Name, @new.Name, "values move in both directions. Move them in two changes, one after the other");
        context.Plan.Move(pair.Move());
    }

    // A foreign key to the primary key, over columns that are a key themselves: one row for each, and no version can give it to another.
    private static IForeignKeyConstraint? Link(ITable oldPart, ITable oldWhole, ITable newPart, ITable newWhole)
    {
        return Links(newPart, newWhole).FirstOrDefault(n => Links(oldPart, oldWhole).Any(o => Names(o.Columns).SequenceEqual(Names(n.Columns))
            && Names(o.PrincipalColumns).SequenceEqual(Names(n.PrincipalColumns))));

        static IEnumerable<IForeignKeyConstraint> Links(ITable part, ITable whole) => part.ForeignKeyConstraints.Where(f => f.PrincipalTable == whole
            && f.PrincipalColumns.SequenceEqual(whole.PrimaryKey?.Columns ?? []) && part.UniqueConstraints.Any(u => u.Columns.ToHashSet().SetEquals(f.Columns)));

        static IEnumerable<string> Names(IEnumerable<IColumn> columns) => columns.Select(c => c.Name);
    }

    private static void Warn(PlanContext context, ITable old, ITable @new, IReadOnlyList<(IColumn Old, IColumn New)> moves, bool oldIsPart)
    {
        var columns = string.Join(", ", moves.Select(m => m.New.Name));
        context.Plan.Warn(oldIsPart
            ? $"What the new version writes to {columns} of '{@new.Name}' where '{old.Name}' has no row, the previous version does not see, and a rollback of Expand would lose it."
            : $"What the previous version writes to '{old.Name}' where '{@new.Name}' has no row, the new version does not see in {columns}: the backfill and the gate count it.");
    }

    private static HashSet<TableRef> Tables(PlannedMove move) => [move.Table, new TableRef(move.Rows.Part, move.Rows.PartSchema)];

    private static bool IsThere(PlanContext context, TableRef table)
        => context.Remains(table) && context.OldTable(table) is { } old && TableRef.Of(old) == table;
}
