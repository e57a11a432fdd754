using Microsoft.CodeAnalysis;

namespace EfPhased.References.CSharp;

/// <summary>
/// Fields, properties and methods that give a text with a target's name in it. Where they are used, that text is; the file need not
/// hold the name itself.
/// </summary>
internal sealed class TaintedMembers
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> fresh = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public void Add(ISymbol? symbol)
    {
        if (symbol is not (IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction }))
            return;
        var identity = Identity(symbol);
        lock (gate)
        {
            if (!seen.Add(identity))
                return;
            if (!fresh.TryGetValue(symbol.Name, out var identities))
                fresh[symbol.Name] = identities = new(StringComparer.Ordinal);
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
