using EfPhased.References.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EfPhased.References.CSharp;

/// <summary>
/// The mapped entity types and properties of the targets, as one compilation sees them.
/// </summary>
internal sealed class EntityMap
{
    private readonly List<MappedMember> members = [];
    private readonly List<(INamedTypeSymbol Type, ReferenceTarget Target)> entities = [];
    private readonly SqlTargets targets;

    public EntityMap(CSharpCompilation compilation, IReadOnlyList<ReferenceTarget> all, SqlTargets targets)
    {
        this.targets = targets;
        foreach (var target in all)
        {
            foreach (var mapped in target.Properties)
            {
                foreach (var type in compilation.GetTypesByMetadataName(mapped.EntityType))
                {
                    entities.Add((type, target));
                    if (mapped.Property is not null)
                        members.Add(new MappedMember(type, mapped.Property, Declared(type, mapped.Property), target));
                }
            }
        }
    }

    public IReadOnlyList<MappedMember> Members => members;

    /// <summary>Entity types whose whole table goes.</summary>
    public IEnumerable<(INamedTypeSymbol Type, ReferenceTarget Target)> Dropped => entities.Where(e => e.Target.Column is null);

    public bool IsEmpty => entities.Count == 0;

    /// <summary>The target tables that an entity type is mapped to.</summary>
    public IEnumerable<TargetTable> TablesOf(ITypeSymbol type) =>
        entities.Where(e => type.InheritsFrom(e.Type) || e.Type.InheritsFrom(type)).Select(e => TableOf(e.Target)).Distinct();

    /// <summary>The target tables of an entity type that is named by a string, as in model snapshots.</summary>
    public IEnumerable<TargetTable> TablesOf(string entityType) =>
        targets.Tables.Where(t =>
            t.Columns.Concat(t.Whole is { } w ? [w] : []).Any(c => c.Properties.Any(p => p.EntityType == entityType)));

    private TargetTable TableOf(ReferenceTarget target) => targets.Tables.First(t => t.Whole == target || t.Columns.Contains(target));

    private static IPropertySymbol? Declared(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property;
        }

        return null;
    }
}

/// <param name="Declared">The property itself; null when the type has none of that name, as with shadow properties.</param>
internal sealed record MappedMember(INamedTypeSymbol Entity, string Name, IPropertySymbol? Declared, ReferenceTarget Target)
{
    /// <summary>Says <c>[NotMapped]</c>: it once was the column, and no longer is.</summary>
    public bool IsUnmapped => Declared?.GetAttributes().Any(a => a.AttributeClass?.Name == "NotMappedAttribute") == true;

    /// <summary>How surely a use of a property through a receiver of some type is a use of this one; null when it is not.</summary>
    public Confidence? Match(IPropertySymbol property, ITypeSymbol? receiver)
    {
        if (Declared is null || IsUnmapped)
            return null;
        for (var current = property.OriginalDefinition; current is not null; current = current.OverriddenProperty?.OriginalDefinition)
        {
            if (SymbolEqualityComparer.Default.Equals(current, Declared.OriginalDefinition))
                return MatchReceiver(receiver ?? property.ContainingType);
        }

        var implements = property.ContainingType?.TypeKind == TypeKind.Interface &&
            Entity.AllInterfaces.Any(i =>
                SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, property.ContainingType.OriginalDefinition)) &&
            property.Name == Name;
        return implements ? (receiver.InheritsFrom(Entity) ? Confidence.Certain : Confidence.Possible) : null;
    }

    private Confidence? MatchReceiver(ITypeSymbol receiver)
    {
        if (receiver.InheritsFrom(Entity))
            return Confidence.Certain;
        return Entity.InheritsFrom(receiver) ? Confidence.Possible : null; // the base type: of this entity or of another one
    }
}
