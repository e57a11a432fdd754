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
    private readonly Dictionary<string, TaintedName> fresh = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public void Add(ISymbol? symbol)
    {
        var isMethod = symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction };
        if (symbol is not null && (isMethod || symbol is IFieldSymbol or IPropertySymbol or INamedTypeSymbol))
            Add(symbol.Name, Identity(symbol), FilesOf(symbol));
    }

    /// <summary>A string of a resource file, which code asks for by its key.</summary>
    public void AddResource(string key) => Add(key, ResourceIdentity, null);

    private void Add(string name, string identity, IEnumerable<string>? files)
    {
        lock (gate)
        {
            if (!seen.Add($"{name}|{identity}"))
                return;
            if (!fresh.TryGetValue(name, out var tainted))
                fresh[name] = tainted = new TaintedName();
            tainted.Add(identity, files);
        }
    }

    /// <summary>Those added since the last call, by name.</summary>
    public IReadOnlyDictionary<string, TaintedName> Take()
    {
        lock (gate)
        {
            var taken = new Dictionary<string, TaintedName>(fresh, StringComparer.Ordinal);
            fresh.Clear();
            return taken;
        }
    }

    /// <summary>The files that can use a private member; null for any other one.</summary>
    private static IEnumerable<string>? FilesOf(ISymbol symbol) =>
        symbol is { DeclaredAccessibility: Accessibility.Private, ContainingType: { } type }
            ? type.DeclaringSyntaxReferences.Select(r => Path.GetFullPath(r.SyntaxTree.FilePath)) : null;

    /// <summary>The same for a symbol of the source and for what another project sees of it.</summary>
    public static string Identity(ISymbol symbol) =>
        $"{symbol.ContainingAssembly?.Name}|{symbol.OriginalDefinition.GetDocumentationCommentId() ?? symbol.ToDisplayString()}";
}
