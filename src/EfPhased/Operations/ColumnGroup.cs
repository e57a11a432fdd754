namespace EfPhased;

/// <summary>
/// Columns that hold the same information in two shapes: one column split into several, several merged into one. Each column of one
/// side is computed from the columns of the other.
/// </summary>
/// <param name="Old">The columns that the previous version reads and writes, each computed from <paramref name="New"/>.</param>
/// <param name="New">The columns that the new version reads and writes, each computed from <paramref name="Old"/>; nullable and without a default during expand.</param>
public sealed record ColumnGroup(IReadOnlyList<GroupedColumn> Old, IReadOnlyList<GroupedColumn> New);

/// <summary>
/// One column of a <see cref="ColumnGroup"/>.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Value">SQL that computes it from the other side, whose columns stand in braces: <c>{First} || ' ' || {Last}</c>.</param>
public sealed record GroupedColumn(string Column, string Value)
{
    /// <summary>The column's store type, which decides how values are compared.</summary>
    public string? Type { get; init; }

    /// <inheritdoc cref="ColumnPair.OldDefault" />
    public string? Default { get; init; }

    /// <inheritdoc cref="ColumnPair.OldRequired" />
    public bool Required { get; init; }
}
