using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Columns that become rows of a new table. Expand lets inserts leave them out, so that what they hold tells who wrote.
/// </summary>
internal static class SplitRows
{
    public static bool TryPlan(CreateTableOperation create, PlanContext context, Dictionary<(string Type, string Property), IColumn?> places)
    {
        var part = context.NewTable(TableRef.Of(create));
        var columns = MoveRows.Others(part).Select(c => (Part: c, Whole: MoveRows.OldPlace(context, c, places)))
            .Where(c => c.Whole is not null && context.Remains(TableRef.Of(c.Whole.Table))).Select(c => (Whole: c.Whole!, c.Part)).ToList();
        var subtype = MovedSubtype.Split(context, part);
        if ((columns.Count == 0 && subtype is null) || columns.Any(c => !IsDropped(context, c.Whole)))
            return false;

        var whole = subtype?.Column.Table ?? columns[0].Whole.Table;
        MovedPair pair = new(context, (ITable)whole, part, context.NewTable(TableRef.Of(whole)), columns, subtype, oldIsPart: false);
        pair.Check();
        CreateTable.TryPlan(create, context);
        foreach (var column in columns.Select(c => c.Whole))
            Keep(context, column, pair.IsTelltale(column), pair.StandIn(column));
        if (subtype is not null && IsDropped(context, subtype.Column))
            Keep(context, subtype.Column, relaxed: false, subtype.AbsentValue);

        KeepIndexes(context, (ITable)whole, [.. columns.Select(c => c.Whole), .. subtype is null ? [] : new[] { subtype.Column }]);
        context.Plan.Move(pair.Move());
        return true;
    }

    /// <summary>Has the indexes of old columns stay until Contract.</summary>
    public static void KeepIndexes(PlanContext context, ITable table, IReadOnlyCollection<IColumn> columns)
    {
        var indexes = table.Indexes.Where(i => i.Columns.Any(columns.Contains)).ToList();
        var replacements = context.NewTable(TableRef.Of(table)).Indexes.Where(n => indexes.Exists(o => o.Name == n.Name)).ToList();
        MovedIndexes.Plan(context, TableRef.Of(table), indexes, replacements);
    }

    /// <summary>The change drops the column.</summary>
    public static bool IsDropped(PlanContext context, IColumn column)
        => context.Pending.OfType<DropColumnOperation>().Any(d => ColumnRef.Of(d) == ColumnRef.Of(column));

    /// <summary>Has an old column stay until Contract, where inserts may leave it out.</summary>
    public static void Keep(PlanContext context, IColumn column, bool relaxed, object? standIn)
    {
        var at = ColumnRef.Of(column);
        if (relaxed)
            context.Plan.Add(NotNull.Released(context, column, Phase.Expand, Stage.Defaults));
        else if (standIn is not null)
        {
            context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Defaults)
            {
                Up = [OperationKey.AlterColumn(at)],
                Down = [OperationKey.AlterColumn(at)],
            }.Online());
        }

        ContractedColumn.Plan(context, column, standIn, relaxed);
        context.Answer<DropColumnOperation>(d => ColumnRef.Of(d) == at);
    }
}
