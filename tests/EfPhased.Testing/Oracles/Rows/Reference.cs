using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Properties whose values must be those of a principal row.</summary>
/// <param name="Dependents">In the dependent's own version.</param>
/// <param name="Shape">The version that knows the principal.</param>
internal sealed record Reference(
    IReadOnlyList<IProperty> Dependents,
    Shape Shape,
    IEntityType Principal,
    IReadOnlyList<IProperty> PrincipalKey,
    bool IsRequired)
{
    /// <summary>
    /// The foreign keys of this version and those that only the other one knows: what this version writes has to
    /// satisfy both where the database enforces both.
    /// </summary>
    public static List<Reference> Of(ShapePair pair, Shape shape, IEntityType entity)
    {
        var own = entity.GetForeignKeys()
            .Where(key => IsReference(key) && shape.Entities.Any(key.PrincipalEntityType.IsAssignableFrom))
            .Select(key => new Reference(key.Properties, shape, Principals(shape, key), key.PrincipalKey.Properties, key.IsRequired))
            .ToList();

        var others = pair.Counterpart(shape, entity) is { } counterpart
            ? Foreign(pair, shape, entity, counterpart).Where(other => !own.Any(known => known.Dependents.SequenceEqual(other.Dependents)))
            : [];
        return [.. own, .. others];
    }

    private static IEnumerable<Reference> Foreign(ShapePair pair, Shape shape, IEntityType entity, IEntityType counterpart)
    {
        var other = pair.Other(shape);
        foreach (var key in counterpart.GetForeignKeys().Where(IsReference))
        {
            var dependents = key.Properties
                .Select(property => entity.GetProperties().FirstOrDefault(p => pair.Counterpart(shape, entity, p)?.Property == property))
                .ToList();
            if (!dependents.Contains(null))
                yield return new Reference(dependents!, other, Principals(other, key), key.PrincipalKey.Properties, dependents.All(p => !p!.IsNullable));
        }
    }

    /// <summary>False for a key by which a snapshot ties a type's table to its owner's or its base type's: no row of another is referred to.</summary>
    public static bool IsReference(IForeignKey key) => !key.IsOwnership && !key.Properties.SequenceEqual(key.PrincipalKey.Properties);

    private static IEntityType Principals(Shape shape, IForeignKey key) => shape.Entities.First(key.PrincipalEntityType.IsAssignableFrom);
}
