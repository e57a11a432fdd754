using Microsoft.CodeAnalysis;

namespace EfPhased.References.CSharp;

/// <summary>
/// Fields, properties and methods that give a text with a target's name in it, and records that have a mapped property by position.
/// Where they are used the target is, although the file need not hold its name.
/// </summary>
internal sealed class TaintedMembers
{
    public const string ResourceIdentity = "resource";

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> fresh = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public void Add(ISymbol? symbol)
    {
        if (symbol is IFieldSymbol or IPropertySymbol or INamedTypeSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction })
            Add(symbol.Name, Identity(symbol));
    }

    /// <summary>A string of a resource file, which code asks for by its key.</summary>
    public void AddResource(string key) => Add(key, ResourceIdentity);

    private void Add(string name, string identity)
    {
        lock (gate)
        {
            if (!seen.Add($"{name}|{identity}"))
                return;
            if (!fresh.TryGetValue(name, out var identities))
                fresh[name] = identities = new(StringComparer.Ordinal);
            identities.Add(identity);
        }
    }

    /// <summary>Those added since the last call, by name.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Take()
    {
        lock (gate)
        {
            var taken = new Dictionary<string, HashSet<string>>(fresh, StringComparer.Ordinal);
            fresh.Clear();
            return taken;
        }
    }

    /// <summary>The same for a symbol of the source and for what another project sees of it.</summary>
    public static string Identity(ISymbol symbol) => $"{symbol.ContainingAssembly?.Name}|{symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.ToDisplayString()}";
}
