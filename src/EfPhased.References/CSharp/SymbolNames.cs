using Microsoft.CodeAnalysis;

namespace EfPhased.References.CSharp;

internal static class SymbolNames
{
    /// <summary>A type's full name as metadata has it: <c>Shop.Order+Line</c>, <c>Shop.Page`1</c>.</summary>
    public static string Metadata(this INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (definition.ContainingType is { } outer)
            return $"{outer.Metadata()}+{definition.MetadataName}";
        return definition.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{definition.MetadataName}"
            : definition.MetadataName;
    }

    public static bool IsIn(this ISymbol? symbol, string space) =>
        symbol?.ContainingNamespace?.ToDisplayString() is { } name &&
            (name == space || name.StartsWith(space + ".", StringComparison.Ordinal));

    public static bool InheritsFrom(this ITypeSymbol? type, ITypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
                return true;
        }

        return type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(c => c.InheritsFrom(ancestor));
    }

    public static bool IsOrImplements(this ITypeSymbol? type, string fullName)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is INamedTypeSymbol named && named.Metadata() == fullName)
                return true;
        }

        return type?.AllInterfaces.Any(i => i.Metadata() == fullName) == true;
    }
}
