using EfPhased.Design.Planning;

namespace EfPhased.Design.Linting.History;

/// <summary>
/// The schema before an operation, followed through the migrations. What nobody has told it, it does not know.
/// </summary>
/// <param name="ignoresCase">Names that differ only by case are the same.</param>
/// <param name="defaultSchema">The schema that a name without one means; null where that is none.</param>
internal sealed class SchemaState(bool ignoresCase, string? defaultSchema)
{
    private readonly Dictionary<TableRef, TableState> _tables = [];

    public StringComparer Names { get; } = ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Domains that check their values.</summary>
    public HashSet<string> CheckedDomains { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<KeyValuePair<TableRef, TableState>> Tables => _tables;

    public TableState? Find(string table, string? schema) => _tables.GetValueOrDefault(Key(table, schema));

    public bool IsNew(string table, string? schema) => Find(table, schema) is { IsNew: true };

    public TableState Add(string table, string? schema) => _tables[Key(table, schema)] = new TableState(Names);

    /// <summary>The table; one without anything known about it where there is none.</summary>
    public TableState Get(string table, string? schema) => Find(table, schema) ?? Add(table, schema);

    public void Remove(string table, string? schema) => _tables.Remove(Key(table, schema));

    public void Rename(string table, string? schema, string newTable, string? newSchema)
    {
        if (_tables.Remove(Key(table, schema), out var state))
            _tables[Key(newTable, newSchema)] = state;
        foreach (var other in _tables.Values)
        {
            foreach (var (name, foreignKey) in other.ForeignKeys.Where(f => Names.Equals(f.Value.Principal, table)).ToList())
                other.ForeignKeys[name] = foreignKey with { Principal = newTable };
        }
    }

    /// <summary>Another migration begins: what was new is no longer.</summary>
    public void Settle()
    {
        foreach (var table in _tables.Values)
        {
            table.IsNew = false;
            foreach (var column in table.Columns.Values)
                column.IsNew = false;
        }
    }

    public void Clear() => _tables.Clear();

    private TableRef Key(string table, string? schema)
        => new(ignoresCase ? table.ToLowerInvariant() : table, schema is null || schema == defaultSchema ? null : ignoresCase ? schema.ToLowerInvariant() : schema);
}
