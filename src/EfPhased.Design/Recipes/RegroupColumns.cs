using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Splits one column into several, or merges several into one, as the author's <c>--up</c> and <c>--down</c> say. Both shapes exist,
/// kept in step by triggers, until the version that knows the old one is gone.
/// </summary>
internal static class RegroupColumns
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddColumnOperation { ComputedColumnSql: null } add)
            return false;

        var table = TableRef.Of(add);
        if (!context.Hints.Ups.ContainsKey(table.Column(add.Name)) || context.OldTable(table) is not { } oldTable)
            return false;

        var (old, @new) = Connected(context, table, add.Name);
        if (old.Count == 0)
            return false;

        PhasedException Incomplete(string why) => DesignErrors.GroupIncomplete(table.ToString(), old, @new, why);

        if (@new.FirstOrDefault(n => !context.Hints.Ups.ContainsKey(table.Column(n))) is { } withoutUp)
            throw Incomplete($"say how the new column follows from the old ones: --up {withoutUp}=<SQL>");
        if (old.FirstOrDefault(o => !context.Hints.Downs.ContainsKey(table.Column(o))) is { } withoutDown)
            throw Incomplete($"say what the previous version reads: --down {withoutDown}=<SQL>");
        if (Stray(context, table, old, @new) is { } stray)
            throw Incomplete($"'{stray}' is in both shapes, and a change of it would not be carried over. Use only columns that go in --up, and only new ones in --down");

        context.Plan.Warn(
            $"{table}: what --up and --down make of {string.Join(", ", old)} and {string.Join(", ", @new)} must fit the columns, in every row: "
            + "a version whose value does not cannot write it.");
        Plan(
            context, table, old.ConvertAll(o => oldTable.FindColumn(o)!), @new.ConvertAll(n => context.NewColumn(table.Column(n))),
            up: c => context.Hints.Ups[ColumnRef.Of(c)], down: c => context.Hints.Downs[ColumnRef.Of(c)], nameof(RegroupColumns));
        return true;
    }

    /// <param name="context">The plan.</param>
    /// <param name="table">The table.</param>
    /// <param name="old">The columns that go.</param>
    /// <param name="new">Those that come.</param>
    /// <param name="up">A new column's value, computed from the old ones.</param>
    /// <param name="down">An old column's value, computed from the new ones.</param>
    /// <param name="recipe">Who answers.</param>
    /// <exception cref="PhasedException">EFP4031: a key has one of the old columns.</exception>
    public static void Plan(
        PlanContext context, TableRef table, IReadOnlyList<IColumn> old, IReadOnlyList<IColumn> @new, Func<IColumn, string> up, Func<IColumn, string> down,
        string recipe)
    {
        var oldTable = context.OldTable(table)!;
        if (old.FirstOrDefault(c => oldTable.UniqueConstraints.Any(u => u.Columns.Contains(c))) is { } key)
            throw DesignErrors.KeyColumn(table.ToString(), key.Name, context.Change);

        foreach (var column in @new)
            ShapeColumn.Plan(context, column, Add(context, table, column.Name).DefaultValue);
        var group = Group(context, old, @new, up, down);
        context.Plan.DualWrite(table, context.Key(table), group, StandIn(context, group, old));
        MovedIndexes.Plan(context, table, Containing(oldTable, old), Containing(context.NewTable(table), @new));
        foreach (var column in old)
        {
            MovedForeignKeys.Plan(context, table, column, newColumn: null);
            ContractedColumn.Plan(context, column, expandDefault: null);
        }

        var answered = context.Pending.Where(o => o is AddColumnOperation a ? table == TableRef.Of(a) && @new.Any(n => n.Name == a.Name)
            : o is DropColumnOperation d && table == TableRef.Of(d) && old.Any(c => c.Name == d.Name));
        foreach (var operation in answered.ToList())
            context.Answer(operation, recipe);
    }

    private static AddColumnOperation Add(PlanContext context, TableRef table, string name)
        => context.Pending.OfType<AddColumnOperation>().First(a => a.Table == table.Table && a.Schema == table.Schema && a.Name == name);

    // Two columns belong together when one is computed from the other, and so do those that belong to a third.
    private static (List<string> Old, List<string> New) Connected(PlanContext context, TableRef table, string start)
    {
        var gone = context.Pending.OfType<DropColumnOperation>().Where(d => d.Table == table.Table && d.Schema == table.Schema).Select(d => d.Name).ToHashSet();
        var arrived = context.Pending.OfType<AddColumnOperation>().Where(a => a.Table == table.Table && a.Schema == table.Schema).Select(a => a.Name).ToHashSet();
        List<string> old = [];
        List<string> @new = [start];
        int count;
        do
        {
            count = old.Count + @new.Count;
            old = [.. old.Union(@new.SelectMany(n => Used(context.Hints.Ups, table, n)).Where(gone.Contains))
                .Union(gone.Where(g => Used(context.Hints.Downs, table, g).Any(@new.Contains))).Order(StringComparer.Ordinal)];
            @new = [.. @new.Union(old.SelectMany(o => Used(context.Hints.Downs, table, o)).Where(arrived.Contains))
                .Union(arrived.Where(a => Used(context.Hints.Ups, table, a).Any(old.Contains))).Order(StringComparer.Ordinal)];
        }
        while (old.Count + @new.Count > count);
        return (old, @new);
    }

    private static IReadOnlyList<string> Used(IReadOnlyDictionary<ColumnRef, string> hints, TableRef table, string column)
        => hints.TryGetValue(table.Column(column), out var sql) ? ColumnTemplate.Columns(sql) : [];

    private static string? Stray(PlanContext context, TableRef table, List<string> old, List<string> @new)
        => @new.SelectMany(n => Used(context.Hints.Ups, table, n)).Except(old)
            .Concat(old.SelectMany(o => Used(context.Hints.Downs, table, o)).Except(@new)).FirstOrDefault();

    private static ColumnGroup Group(
        PlanContext context, IReadOnlyList<IColumn> old, IReadOnlyList<IColumn> @new, Func<IColumn, string> up, Func<IColumn, string> down)
    {
        // Where the new version may leave all of its columns null, only the old ones tell whether it wrote.
        var nullTells = @new.All(n => n.IsNullable);
        return new ColumnGroup(
            [.. old.Select(o => new GroupedColumn(o.Name, down(o))
            {
                Type = o.StoreType, Default = context.DefaultSql(o), Required = nullTells && !o.IsNullable && !ColumnFacets.HasDefault(o),
            })],
            [.. @new.Select(n => new GroupedColumn(n.Name, up(n)) { Type = n.StoreType })]);
    }

    private static ColumnGroup? StandIn(PlanContext context, ColumnGroup group, IReadOnlyList<IColumn> old)
        => group.Old.Any(o => o.Required)
            ? group with { Old = [.. group.Old.Zip(old, (o, c) => o.Required ? o with { Default = ContractedColumn.StandIn(context, c) } : o)] }
            : null;

    private static List<ITableIndex> Containing(ITable table, IReadOnlyList<IColumn> columns)
        => [.. table.Indexes.Where(i => i.Columns.Any(columns.Contains))];
}
