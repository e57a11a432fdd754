using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>
/// The values that a version has in a row: its entity's own properties and those of its owned and complex types, wherever they are
/// stored. Property bags have none of those.
/// </summary>
internal static class RowProperties
{
    public static IEnumerable<IProperty> Of(IEntityType entity)
        => entity.IsPropertyBag ? entity.GetProperties() : entity.GetProperties().Concat(Parts(entity).SelectMany(part => part.Values));

    /// <summary>The name in a row: "Home.Street" for a part's property.</summary>
    public static string Name(IProperty property)
        => string.Join('.', [.. PartsOf(property).Select(part => part.Name), property.Name]);

    public static IProperty? Find(IEntityType entity, string name)
        => entity.FindProperty(name) ?? Of(entity).FirstOrDefault(property => Name(property) == name);

    /// <summary>The entity whose row has the property.</summary>
    public static IEntityType EntityOf(IProperty property)
        => PartsOf(property) is [var outermost, ..] ? outermost.Owner : property.DeclaringType.ContainingEntityType;

    /// <summary>Null is a value of it, or says that what it is part of is not there.</summary>
    public static bool IsNullable(IProperty property) => property.IsNullable || PartsOf(property).Any(part => !part.IsRequired);

    /// <summary>The owned and complex types that the property is in, the outermost first.</summary>
    public static IReadOnlyList<TypePart> PartsOf(IProperty property)
    {
        List<TypePart> parts = [];
        for (var type = property.DeclaringType; PartOf(type) is { } part; type = part.Property.DeclaringType as ITypeBase ?? type)
            parts.Insert(0, part);
        return parts;
    }

    /// <summary>The values without which a part is not there.</summary>
    public static IEnumerable<IProperty> RequiredOf(TypePart part)
        => part.Values.Where(property => !property.IsNullable)
            .Concat(TypePart.Of(part.Type).Where(inner => inner.IsRequired).SelectMany(RequiredOf));

    private static IEnumerable<TypePart> Parts(IEntityType entity) => TypePart.Below(entity).Where(part => !part.IsCollection);

    private static TypePart? PartOf(ITypeBase type) => type switch
    {
        IComplexType complex => TypePart.Of(complex.ComplexProperty.DeclaringType).First(part => part.Type == type),
        IEntityType entity when entity.FindOwnership() is { } ownership => TypePart.Of(ownership.PrincipalEntityType).First(part => part.Type == type),
        _ => null,
    };
}
