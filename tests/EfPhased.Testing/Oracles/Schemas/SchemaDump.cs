using System.Text;

namespace EfPhased.Testing.Oracles.Schemas;

/// <summary>
/// What the catalog says of every object, one fact a line, in a stable order that does not depend on column order.
/// </summary>
public sealed class SchemaDump
{
    private readonly SortedDictionary<string, SortedSet<string>> _objects = new(StringComparer.Ordinal);

    public void Add(string name, string? fact = null)
    {
        if (!_objects.TryGetValue(name, out var facts))
            _objects[name] = facts = new SortedSet<string>(StringComparer.Ordinal);
        if (fact is not null)
            facts.Add(fact.ReplaceLineEndings("\n      "));
    }

    /// <summary>The same without some objects.</summary>
    public SchemaDump Without(IReadOnlyCollection<string> names)
    {
        SchemaDump rest = new();
        foreach (var (name, facts) in _objects.Where(o => !names.Contains(o.Key)))
            rest._objects.Add(name, facts);
        return rest;
    }

    /// <summary>The same without objects and facts whose text names something, such as what a contract has kept under another name.</summary>
    public SchemaDump WithoutAny(string text)
    {
        SchemaDump rest = new();
        foreach (var (name, facts) in _objects.Where(o => !o.Key.Contains(text, StringComparison.Ordinal)))
            rest._objects.Add(name, new SortedSet<string>(facts.Where(f => !f.Contains(text, StringComparison.Ordinal)), StringComparer.Ordinal));
        return rest;
    }

    public bool Has(string name) => _objects.ContainsKey(name);

    public override string ToString()
    {
        StringBuilder text = new();
        foreach (var (name, facts) in _objects)
        {
            text.Append(name).Append('\n');
            foreach (var fact in facts)
                text.Append("  ").Append(fact).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The facts of either side alone, under the objects they belong to; empty if there are none.</summary>
    public string DifferenceTo(SchemaDump actual)
    {
        StringBuilder text = new();
        foreach (var name in _objects.Keys.Union(actual._objects.Keys).Order(StringComparer.Ordinal))
        {
            var expected = _objects.GetValueOrDefault(name);
            var found = actual._objects.GetValueOrDefault(name);
            var lines = Facts(expected).Except(Facts(found)).Select(fact => (Mark: '-', Fact: fact))
                .Concat(Facts(found).Except(Facts(expected)).Select(fact => (Mark: '+', Fact: fact)))
                .OrderBy(line => Subject(line.Fact), StringComparer.Ordinal)
                .ThenByDescending(line => line.Mark)
                .ThenBy(line => line.Fact, StringComparer.Ordinal)
                .ToList();
            if (lines.Count == 0 && expected is not null && found is not null)
                continue;

            text.Append(expected is null ? '+' : found is null ? '-' : ' ').Append(' ').Append(name).Append('\n');
            foreach (var (mark, fact) in lines)
                text.Append(mark).Append("   ").Append(fact).Append('\n');
        }

        return text.ToString();
    }

    // The kind and the name, so that what a column was stands above what it is.
    private static string Subject(string fact) => string.Join(' ', fact.Split(' ').Take(2));

    private static IEnumerable<string> Facts(SortedSet<string>? facts) => facts ?? Enumerable.Empty<string>();
}
