using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A foreign key that becomes a new table of rows: what referred to one refers to several. Each version means only the row that it sees,
/// so that what the previous one writes replaces the row in its column and leaves the others.
/// </summary>
internal static class JoinRows
{
    /// <exception cref="PhasedException">EFP4071: the two cannot be kept in step. EFP4074: a column counts writes.</exception>
    public static bool TryPlan(CreateTableOperation create, PlanContext context)
    {
        var part = context.NewTable(TableRef.Of(create));
        var moves = context.Moves.Where(m => m.Key.In == TableRef.Of(part) && IsOneOfSeveral(part, m.Key.Name)
            && context.Remains(m.Value.In) && SplitRows.IsDropped(context, context.OldColumn(m.Value))).ToList();
        if (moves.Count == 0)
            return false;

        var joined = new JoinedColumn(context, context.OldColumn(moves[0].Value), context.NewColumn(moves[0].Key));
        joined.Check();
        CreateTable.TryPlan(create, context);
        MovedForeignKeys.KeepSettingNull(context, joined.OldReference!);
        SplitRows.Keep(context, joined.Old, relaxed: false, standIn: null);
        SplitRows.KeepIndexes(context, (ITable)joined.Old.Table, [joined.Old]);
        context.Plan.Warn($"The previous version sees one row of '{part.Name}' for each of '{joined.Old.Table.Name}', in '{joined.Old.Name}'. A rollback of Expand would lose the others.");
        context.Plan.Move(joined.Move());
        return true;
    }

    /// <exception cref="PhasedException">EFP4071: rows of a table that goes would become one value, and which of them only the application knows.</exception>
    public static void RefuseBack(PlanContext context)
    {
        foreach (var (@new, old) in context.Moves)
        {
            if (context.OldTable(old.In) is { } part && !context.Remains(old.In) && IsOneOfSeveral(part, old.Name))
            {
                throw DesignErrors.CannotMove(
                    $"{old}={@new}",
                    $"a row of '{@new.In}' may have several in '{old.In}', and '{@new}' holds one of them. Do it in two changes: add '{@new}' beside '{old.In}', let the "
                    + $"new version write both and choose which one it keeps; drop '{old.In}' in the next");
            }
        }
    }

    /// <summary>Foreign keys that go while a table comes which joins the same two: the column there that may take over.</summary>
    public static IEnumerable<(IColumn Old, IColumn New)> Likely(PlanContext context, IReadOnlyCollection<IColumn> gone)
        => from create in context.Pending.OfType<CreateTableOperation>()
           let part = context.NewTable(TableRef.Of(create))
           from old in gone
           where context.Remains(TableRef.Of(old.Table))
           from @new in part.PrimaryKey?.Columns ?? []
           where IsOneOfSeveral(part, @new.Name) && new JoinedColumn(context, old, @new).IsJoined
           select (old, @new);

    /// <summary>The column is in a key with others: for each of those there may be several of it.</summary>
    public static bool IsOneOfSeveral(ITable table, string column) => table.PrimaryKey is { Columns.Count: > 1 } key && key.Columns.Any(c => c.Name == column);
}
