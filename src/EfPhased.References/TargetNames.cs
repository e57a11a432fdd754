using System.Buffers;

namespace EfPhased.References;

/// <summary>
/// The words that a scan looks for.
/// </summary>
internal sealed class TargetNames
{
    private readonly HashSet<string> properties;
    private readonly HashSet<string> types;
    private readonly SearchValues<string> all;

    public TargetNames(IReadOnlyList<ReferenceTarget> targets)
    {
        properties = [.. targets.SelectMany(t => t.Properties).Select(p => p.Property).OfType<string>()];
        types = [.. targets.Where(t => t.Column is null).SelectMany(t => t.Properties).Select(p => ShortName(p.EntityType))];
        Columns = [.. targets.Select(t =>
            t.Column).OfType<string>().Concat(properties).Concat(types).Concat(
            targets.Where(t => t.Column is null).Select(t => t.Table)).Distinct()];
        Tables = [.. targets.Where(t => t.Column is not null).Select(t => t.Table).Distinct()];
        all = SearchValues.Create([.. Columns, .. Tables], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Words that matter on their own: columns, properties, and tables that go.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Tables that stay: they matter together with a column, or with a star.</summary>
    public IReadOnlyList<string> Tables { get; }

    public bool IsProperty(string name) => properties.Contains(name);

    public bool IsPropertyOrType(string name) => properties.Contains(name) || types.Contains(name);

    public bool Holds(string text) => text.AsSpan().ContainsAny(all);

    private static string ShortName(string type) => type[(type.LastIndexOfAny(['.', '+']) + 1)..];
}
