using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// The key along which a table's rows are visited: its primary key, or else one that is unique and without nulls from before the change
/// until after it.
/// </summary>
internal static class RowKey
{
    /// <returns>The columns in the key's order; null when the table has no such key.</returns>
    public static string[]? Of(ITable? old, ITable @new)
    {
        if (@new.PrimaryKey is { } key)
            return Names(key.Columns);
        var before = old is null ? [] : Unique(old).ToList();
        return Unique(@new).FirstOrDefault(n => before.Exists(o => o.SequenceEqual(n)));
    }

    private static IEnumerable<string[]> Unique(ITable table)
        => table.UniqueConstraints.Select(c => c.Columns)
            .Concat(table.Indexes.Where(i => i.IsUnique && i.Filter is null).Select(i => i.Columns))
            .Where(columns => columns.All(c => !c.IsNullable))
            .Select(Names)
            .OrderBy(names => names.Length).ThenBy(names => string.Join('\n', names), StringComparer.Ordinal);

    private static string[] Names(IEnumerable<IColumnBase> columns) => [.. columns.Select(c => c.Name)];
}
