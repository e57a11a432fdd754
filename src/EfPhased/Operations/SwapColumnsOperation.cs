namespace EfPhased.Operations;

/// <summary>
/// Gives columns the places of others that hold the same values in another integer type, in one short transaction: names, defaults,
/// identity, keys, foreign keys and indexes. What the other columns need for that is built before, under other names, while writes go
/// on. PostgreSQL only.
/// </summary>
/// <remarks>
/// The same operation with the types before leads back. Where another object stands on a column, such as a view, it stops and changes
/// nothing (EFP2080); where a sequence has passed the type's end, too (EFP2081).
/// </remarks>
public sealed class SwapColumnsOperation : PhasedOperation
{
    /// <summary>The tables, in the order in which they are locked: those that are referred to first.</summary>
    public required IReadOnlyList<SwappedTable> Tables { get; init; }
}

/// <summary>One table of a <see cref="SwapColumnsOperation"/>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Columns that change places.</param>
/// <param name="Schema">The table's schema, or null for the default one.</param>
public sealed record SwappedTable(string Table, IReadOnlyList<SwappedColumn> Columns, string? Schema = null)
{
    /// <summary>The primary key, if it has one of the columns; its new index bears the other name.</summary>
    public SwappedName? PrimaryKey { get; init; }

    /// <summary>Unique constraints; their new indexes bear the other names.</summary>
    public IReadOnlyList<SwappedName> Keys { get; init; } = [];

    /// <summary>Indexes that no constraint owns.</summary>
    public IReadOnlyList<SwappedName> Indexes { get; init; } = [];

    /// <summary>Foreign keys of the table.</summary>
    public IReadOnlyList<SwappedName> ForeignKeys { get; init; } = [];

    /// <summary>Checks that have proved the other columns filled, and go afterwards.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];
}

/// <summary>Two columns that change places.</summary>
/// <param name="Name">The name that both versions know.</param>
/// <param name="Other">The name of the column that comes in its place, and then of the one that leaves it.</param>
/// <param name="Type">The type of the column that comes.</param>
public sealed record SwappedColumn(string Name, string Other, string Type)
{
    /// <summary>The column refuses nulls.</summary>
    public bool Required { get; init; }
}

/// <summary>A constraint or index that takes the place of another.</summary>
/// <param name="Name">The name that stays.</param>
/// <param name="Other">The name of the one that comes, until it has come.</param>
public sealed record SwappedName(string Name, string Other);
