using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace EfPhased.References.CSharp.Folding;

/// <summary>
/// The strings of <c>.resx</c> files, as generated classes give them to code.
/// </summary>
internal sealed class ResourceFiles
{
    private readonly Dictionary<(string File, string Key), string> values = [];
    private readonly Dictionary<string, string?> byKey = new(StringComparer.Ordinal);

    public void Add(string path, XDocument document)
    {
        foreach (var (key, value) in Strings(document))
        {
            values.TryAdd((Path.GetFileNameWithoutExtension(path), key), value.Value);
            byKey[key] = byKey.ContainsKey(key) ? null : value.Value; // what two files call the same is nobody's
        }
    }

    /// <summary>The strings of one file, with their elements.</summary>
    public static IEnumerable<(string Key, XElement Value)> Strings(XDocument document) =>
        from data in document.Root?.Elements("data") ?? []
        where data.Attribute("type") is null && data.Attribute("mimetype") is null
        let key = data.Attribute("name")?.Value
        let value = data.Element("value")
        where key is not null && value is not null
        select (key, value);

    public string? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The text behind a static string property, when its class is a file's.</summary>
    public string? Find(ISymbol symbol) =>
        symbol is IPropertySymbol { IsStatic: true, Type.SpecialType: SpecialType.System_String, ContainingType: { } type }
            ? values.GetValueOrDefault((type.Name, symbol.Name))
            : null;
}
