using EfPhased.Design.Classification;
using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Recipes;

/// <summary>
/// What keeps another column from taking the place of one: expressions that name it, and whatever else changes of it at the same time.
/// </summary>
internal static class WidenedChecks
{
    /// <exception cref="PhasedException">EFP4032: there is such a thing.</exception>
    public static void Require(PlanContext context, WidenedColumn column)
    {
        if (Reason(context, column) is { } why)
            throw DesignErrors.CannotSwap(column.At.In.ToString(), column.At.Name, column.Before.StoreType, column.After.StoreType, why);
    }

    private static string? Reason(PlanContext context, WidenedColumn column)
    {
        var (old, @new) = ((ITable)column.Before.Table, (ITable)column.After.Table);
        var name = column.At.Name;
        if (old.Name != @new.Name || old.Schema != @new.Schema)
            return $"the table is renamed from {old.SchemaQualifiedName} at the same time";
        if (Others(context, column) is { } facets)
            return $"{facets} changes at the same time";
        if (old.FindColumn(column.Other) is not null || @new.FindColumn(column.Other) is not null)
            return $"that one would be called {column.Other}, and there is one of this name";
        if (old.CheckConstraints.Concat(@new.CheckConstraints).FirstOrDefault(c => ColumnMention.IsIn(c.Sql, name, StringComparison.OrdinalIgnoreCase)) is { } check)
            return $"the check '{check.Name}' names the column";
        if (old.Columns.Concat(@new.Columns).FirstOrDefault(c => c.ComputedColumnSql is { } sql && ColumnMention.IsIn(sql, name, StringComparison.OrdinalIgnoreCase)) is { } computed)
            return $"'{computed.Name}' is computed of it";
        if (old.Indexes.Concat(@new.Indexes).FirstOrDefault(i => NamesOtherwise(i, name)) is { } index)
            return $"the index '{index.Name}' names it in its filter or among its included columns";
        return Parts(old, column.Before).SymmetricExcept(Parts(@new, column.After)) is { } part ? $"{part} comes or goes at the same time" : null;
    }

    private static string? Others(PlanContext context, WidenedColumn column)
    {
        var facets = ColumnDifference.Of(column.Alter, column.Before, column.After) & ~ColumnFacet.Type;

        // 7 and 7L are the same default.
        if (context.DefaultSql(column.Before) == context.DefaultSql(column.After))
            facets &= ~ColumnFacet.Default;
        return facets == ColumnFacet.None ? null : $"its {facets.ToString().ToLowerInvariant()}";
    }

    private static bool NamesOtherwise(ITableIndex index, string column)
        => (index.Filter is { } filter && ColumnMention.IsIn(filter, column, StringComparison.OrdinalIgnoreCase))
            || index.GetAnnotations().Any(a => a.Value is string[] names && names.Contains(column));

    private static IEnumerable<string> Parts(ITable table, IColumn column)
        => table.Indexes.Where(i => i.Columns.Contains(column)).Select(i => $"the index '{i.Name}'")
            .Concat(table.UniqueConstraints.Where(u => u.Columns.Contains(column)).Select(u => $"the key '{u.Name}'"))
            .Concat(table.ForeignKeyConstraints.Where(f => f.Columns.Contains(column)).Select(f => $"the foreign key '{f.Name}'"))
            .Concat(table.ReferencingForeignKeyConstraints.Where(f => f.PrincipalColumns.Contains(column))
                .Select(f => $"the foreign key '{f.Name}' of {f.Table.SchemaQualifiedName}"));

    private static string? SymmetricExcept(this IEnumerable<string> left, IEnumerable<string> right)
    {
        var different = left.ToHashSet();
        different.SymmetricExceptWith(right);
        return different.Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
