using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// When a constraint comes and goes. What forbids the previous version something waits until that version is gone, unless the old
/// model already keeps it; what forbids the new version something goes before that version comes.
/// </summary>
internal static class Tightening
{
    public static Phase Comes(PlanContext context, TableRef table, UniquePromise? promise)
        => promise is null || IsKept(context, table, promise) ? Phase.Expand : Phase.Contract;

    /// <summary>When a key comes; a primary key also needs its columns filled.</summary>
    public static Phase Comes(PlanContext context, TableRef table, IUniqueConstraint key)
        => key.GetIsPrimaryKey() && context.OldTable(table) is { } old && !key.Columns.All(c => old.FindColumn(c.Name) is { IsNullable: false })
            ? Phase.Contract
            : Comes(context, table, UniquePromise.Of(key));

    /// <param name="context">The plan.</param>
    /// <param name="table">The table.</param>
    /// <param name="promise">What goes.</param>
    /// <param name="ended">The first phase after which something else keeps it.</param>
    public static bool IsKeptOn(PlanContext context, TableRef table, UniquePromise promise, out Phase ended)
    {
        var keeping = UniquePromise.AllOf(context.NewTable(table)).Where(p => p.Implies(promise)).ToList();
        ended = keeping.Any(p => Comes(context, table, p) == Phase.Expand) ? Phase.Expand : Phase.Contract;
        return keeping.Count > 0;
    }

    /// <summary>True for a column that is null in every row that exists or that the previous version writes.</summary>
    public static bool IsNullToOldVersion(PlanContext context, TableRef table, IColumn column)
        => context.OldTable(table)?.FindColumn(column.Name) is null && column.IsNullable && column.ComputedColumnSql is null
            && !ColumnFacets.HasDefault(column) && !context.Values.ContainsKey(table.Column(column.Name))
            && !context.Plan.IsFilled(table, column.Name);

    /// <summary>Looks for rows that stand against a unique index or constraint.</summary>
    public static CheckRowsOperation Check(PlanContext context, ITable table, string name, UniquePromise promise) => new()
    {
        Change = context.Change, Schema = table.Schema, Table = table.Name, Constraint = name, Key = Key(table, promise.Columns),
        Unique = [.. promise.Columns.Select(c => c.Name)],
        NullsEqual = promise.NullsEqual,
        Filter = promise.Filter,
    };

    /// <summary>Looks for rows that stand against a check.</summary>
    public static CheckRowsOperation Check(PlanContext context, ITable table, AddCheckConstraintOperation check) => new()
    {
        Change = context.Change, Schema = table.Schema, Table = table.Name, Constraint = check.Name, Key = Key(table, table.Columns),
        Condition = check.Sql,
    };

    /// <summary>Looks for rows that stand against a foreign key.</summary>
    public static CheckRowsOperation Check(PlanContext context, IForeignKeyConstraint key) => new()
    {
        Change = context.Change, Schema = key.Table.Schema, Table = key.Table.Name, Constraint = key.Name, Key = Key(key.Table, key.Columns),
        ForeignKey = new ForeignKeyReference(
            [.. key.Columns.Select(c => c.Name)], key.PrincipalTable.Name, [.. key.PrincipalColumns.Select(c => c.Name)], key.PrincipalTable.Schema),
    };

    private static bool IsKept(PlanContext context, TableRef table, UniquePromise promise)
        => context.OldTable(table) is not { } old
            || UniquePromise.AllOf(old).Any(p => p.Implies(promise))
            || (!promise.NullsEqual && promise.Columns.Any(c => IsNullToOldVersion(context, table, c)));

    private static IReadOnlyList<string> Key(ITable table, IEnumerable<IColumn> instead)
        => [.. (table.PrimaryKey?.Columns ?? instead).Select(c => c.Name)];
}
