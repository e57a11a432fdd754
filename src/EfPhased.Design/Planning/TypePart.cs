using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// Owned and complex types alike, as parts of the type around them.
/// </summary>
/// <param name="Type">The part's type.</param>
/// <param name="Property">The property or navigation that leads to it.</param>
/// <param name="IsCollection">There are many of it.</param>
/// <param name="IsRequired">There is always one.</param>
internal sealed record TypePart(ITypeBase Type, IPropertyBase Property, bool IsCollection, bool IsRequired)
{
    public string Name => Property.Name;

    public string Path => PropertyPlaces.Path(Type);

    /// <summary>The parts of a type, but not those of its base type.</summary>
    public static IEnumerable<TypePart> Of(ITypeBase type)
    {
        foreach (var complex in type.GetDeclaredComplexProperties())
            yield return new TypePart(complex.ComplexType, complex, IsList(complex), !complex.IsNullable);
        if (type is not IEntityType entity)
            yield break;
        foreach (var navigation in entity.GetDeclaredNavigations().Where(n => n.ForeignKey.IsOwnership && !n.IsOnDependent))
            yield return new TypePart(navigation.TargetEntityType, navigation, !navigation.ForeignKey.IsUnique, navigation.ForeignKey.IsRequiredDependent);
    }

    /// <summary>The properties that hold values: keys of a part are its owner's, or say only where in a collection it is.</summary>
    public IEnumerable<IProperty> Values => Type.GetProperties().Where(p => !p.IsPrimaryKey());

    /// <summary>The JSON document that the part is in; null where it has columns.</summary>
    public string? Container => RelationalTypeBaseExtensions.GetContainerColumnName(Type);

    /// <summary>The entity type that the part belongs to in the end, which has a table.</summary>
    public IEntityType Owner
    {
        get
        {
            var owner = Type.ContainingEntityType;
            while (owner.FindOwnership() is { } ownership)
                owner = ownership.PrincipalEntityType;
            return owner;
        }
    }

    // EF Core 10 has moved the property that says so, hence none is there for 9 and 10.
    private static bool IsList(IComplexProperty complex) => (Nullable.GetUnderlyingType(complex.ClrType) ?? complex.ClrType) != complex.ComplexType.ClrType;

    /// <summary>All parts below a type, each before its own parts.</summary>
    public static IEnumerable<TypePart> Below(ITypeBase type) => Of(type).SelectMany(p => Below(p.Type).Prepend(p));
}
