using Microsoft.CodeAnalysis;

namespace EfPhased.Analyzers;

/// <summary>
/// The properties of a compilation whose columns go.
/// </summary>
internal sealed class RemovedSymbols
{
    private readonly List<(INamedTypeSymbol Entity, RemovedProperty Removed)> _entities = [];
    private readonly HashSet<string> _names;

    public RemovedSymbols(Compilation compilation, IReadOnlyCollection<RemovedProperty> removed)
    {
        _names = new HashSet<string>(removed.Select(r => r.Property), StringComparer.Ordinal);
        foreach (var property in removed)
        {
            foreach (var type in compilation.GetTypesByMetadataName(property.EntityType))
                _entities.Add((type, property));
        }
    }

    /// <param name="property">A property that is used; one that is declared not to be mapped is the code's own.</param>
    /// <param name="instance">The type of what it is used on; null when nothing says.</param>
    public RemovedProperty? Find(IPropertySymbol property, ITypeSymbol? instance)
        => _names.Contains(property.Name) && !property.GetAttributes().Any(a => a.AttributeClass?.Name == "NotMappedAttribute")
            ? Find(instance ?? property.ContainingType, property.Name, property.ContainingType)
            : null;

    /// <param name="entity">The type that a string names a property of.</param>
    /// <param name="name">The name.</param>
    public RemovedProperty? Find(ITypeSymbol entity, string? name)
        => name is not null && _names.Contains(name) ? Find(entity, name, null) : null;

    // The entity may inherit the property, and the code may know it by a base class of the entity or by a class derived from it. The
    // property of a base class that is used on another of its children is not the entity's.
    private RemovedProperty? Find(ITypeSymbol used, string name, INamedTypeSymbol? declaring)
    {
        foreach (var (entity, removed) in _entities)
        {
            if (removed.Property == name && (Inherits(used, entity) || Inherits(entity, used)) && (declaring is null || Inherits(entity, declaring)))
                return removed;
        }

        return null;
    }

    private static bool Inherits(ITypeSymbol type, ITypeSymbol from)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, from.OriginalDefinition))
                return true;
        }

        return false;
    }
}
