using EfPhased.Design.Classification;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// A table as the migrations so far have left it.
/// </summary>
internal sealed class TableState(StringComparer names)
{
    /// <summary>Made by the migration that is looked at: nobody uses it yet.</summary>
    public bool IsNew { get; set; }

    /// <summary>PostgreSQL: its rows are in partitions, as raw SQL has made it.</summary>
    public bool IsPartitioned { get; set; }

    public Dictionary<string, ColumnState> Columns { get; } = new(names);

    public Dictionary<string, IndexState> Indexes { get; } = new(names);

    public Dictionary<string, KeyState> Uniques { get; } = new(names);

    public Dictionary<string, ForeignKeyState> ForeignKeys { get; } = new(names);

    /// <summary>The conditions of checks by name.</summary>
    public Dictionary<string, string> Checks { get; } = new(names);

    public KeyState? PrimaryKey { get; set; }

    public ColumnState? Column(string name) => Columns.GetValueOrDefault(name);

    /// <summary>The foreign keys with a column, in words.</summary>
    public IEnumerable<string> ForeignKeysOf(string column)
        => ForeignKeys.Where(f => f.Value.Columns.Contains(column, names)).Select(f => $"foreign key {f.Key}");

    /// <summary>The constraints and computed columns that need a column and something else, in words.</summary>
    public IEnumerable<string> ConstraintsOf(string column)
        => Uniques.Values.Append(PrimaryKey).OfType<KeyState>().Where(k => k.Columns.Count > 1 && k.Columns.Contains(column, names)).Select(k => $"key {k.Name}")
            .Concat(Checks.Where(c => Mentions(c.Value, column)).Select(c => $"check {c.Key}"))
            .Concat(Columns.Where(c => Mentions(c.Value.Computed, column)).Select(c => $"computed column {c.Key}"));

    /// <summary>The indexes with a column and something else, in words.</summary>
    public IEnumerable<string> LongerIndexesOf(string column)
        => Indexes.Where(i => (i.Value.Columns.Count > 1 && i.Value.Columns.Contains(column, names)) || Mentions(i.Value.Filter, column))
            .Select(i => $"{(i.Value.IsUnique ? "unique " : "")}index {i.Key}");

    public bool IsIndexed(string column)
        => Indexes.Values.Any(i => i.Columns.Contains(column, names))
            || Uniques.Values.Append(PrimaryKey).OfType<KeyState>().Any(k => k.Columns.Contains(column, names));

    public bool IsChecked(string column) => Checks.Values.Any(c => Mentions(c, column));

    public void RenameColumn(string from, string to)
    {
        if (Columns.Remove(from, out var column))
            Columns[to] = column;
        foreach (var list in Indexes.Values.Select(i => i.Columns)
            .Concat(Uniques.Values.Select(u => u.Columns)).Concat(ForeignKeys.Values.Select(f => f.Columns)).Append(PrimaryKey?.Columns ?? []))
        {
            for (var i = 0; i < list.Count; i++)
                list[i] = names.Equals(list[i], from) ? to : list[i];
        }
    }

    /// <summary>The column goes, and with it whatever the server drops along.</summary>
    public void DropColumn(string column)
    {
        Columns.Remove(column);
        Remove(Indexes, i => i.Columns.Contains(column, names) || Mentions(i.Filter, column));
        Remove(Uniques, u => u.Columns.Contains(column, names));
        Remove(ForeignKeys, f => f.Columns.Contains(column, names));
        Remove(Checks, c => Mentions(c, column));
    }

    private static void Remove<T>(Dictionary<string, T> from, Func<T, bool> which)
    {
        foreach (var name in from.Where(p => which(p.Value)).Select(p => p.Key).ToList())
            from.Remove(name);
    }

    private bool Mentions(string? sql, string column)
        => ColumnMention.IsIn(sql, column, names.Equals("a", "A") ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}

/// <param name="Type">The store type; null where nobody has said it.</param>
internal sealed record ColumnState(string? Type, bool IsNullable, bool HasDefault, string? Computed, bool IsIdentity)
{
    /// <summary>Added by the migration that is looked at.</summary>
    public bool IsNew { get; set; }
}

/// <param name="Columns">In their order.</param>
internal sealed record KeyState(string Name, List<string> Columns);

/// <param name="Columns">In their order.</param>
/// <param name="Filter">The condition of a partial index.</param>
internal sealed record IndexState(List<string> Columns, bool IsUnique, string? Filter = null);

/// <param name="Columns">In their order.</param>
/// <param name="Principal">The table that it refers to.</param>
/// <param name="Cascades">The server deletes or changes rows along.</param>
internal sealed record ForeignKeyState(List<string> Columns, string Principal, bool Cascades);
