using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Rows of a table that goes which become columns of the table that their key refers to.
/// </summary>
internal static class MergeRows
{
    public static bool TryPlan(DropTableOperation drop, PlanContext context, Dictionary<(string Type, string Property), IColumn?> places)
    {
        var part = context.OldTable(TableRef.Of(drop))!;
        var columns = context.Pending.OfType<AddColumnOperation>().Where(a => context.Exists(TableRef.Of(a)))
            .Select(a => context.NewColumn(ColumnRef.Of(a)))
            .Select(c => (Whole: c, Part: MoveRows.OldPlace(context, c, places)))
            .Where(c => c.Part?.Table == part).Select(c => (c.Whole, Part: c.Part!)).ToList();
        var subtype = MovedSubtype.Merge(context, part);
        if (columns.Count == 0 && subtype is null)
            return false;

        var whole = (ITable)(subtype?.Column.Table ?? columns[0].Whole.Table);
        MovedPair pair = new(context, whole, part, context.OldTable(TableRef.Of(whole))!, columns, subtype, oldIsPart: true);
        pair.Check();
        DropTable.TryPlan(drop, context);
        foreach (var column in columns.Select(c => c.Whole))
            Add(context, column, pair.IsTelltale(column));
        if (subtype is not null && Find(context, subtype.Column) is { } add)
        {
            AddDiscriminator.Plan(context, subtype.Column, subtype.AbsentValue, add.DefaultValue);
            context.Answer(add, nameof(MoveRows));
        }

        context.Plan.Move(pair.Move());
        return true;
    }

    /// <summary>Plans the new column. Where null tells that the previous version inserted the row, it takes nulls until that version is gone.</summary>
    public static void Add(PlanContext context, IColumn column, bool relaxed)
    {
        var add = Find(context, column)!;
        if (relaxed)
            ShapeColumn.Plan(context, column, add.DefaultValue, Phase.Contract);
        else if (!AddNullableColumn.TryPlan(add, context))
            AddRequiredColumn.TryPlan(add, context);
        context.Answer(add, nameof(MoveRows));
    }

    private static AddColumnOperation? Find(PlanContext context, IColumn column)
        => context.Pending.OfType<AddColumnOperation>().FirstOrDefault(a => ColumnRef.Of(a) == ColumnRef.Of(column));
}
