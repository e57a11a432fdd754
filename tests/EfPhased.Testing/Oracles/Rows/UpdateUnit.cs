using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>What an application changes at once: one property, or all of a foreign key.</summary>
internal sealed record UpdateUnit(Shape Shape, IEntityType Entity, IReadOnlyList<IProperty> Properties, Reference? Reference)
{
    private const int Attempts = 4;

    public string Name => string.Join('+', Properties.Select(RowProperties.Name));

    public bool IsNullable => Properties.All(RowProperties.IsNullable);

    public static IEnumerable<UpdateUnit> Of(ShapePair pair, Shape shape, IEntityType entity)
    {
        var references = Reference.Of(pair, shape, entity);
        bool IsUpdatable(IEntityType type, IProperty property) => IsChangeable(type, property) && !pair.Mapping.IsFixed(type.Name, RowProperties.Name(property));
        var referring = references.SelectMany(reference => reference.Dependents).ToHashSet();
        HashSet<IProperty> taken = [];
        foreach (var reference in references.Where(r => r.Dependents.All(p => IsUpdatable(entity, p)) && !r.Dependents.Any(taken.Contains)))
        {
            taken.UnionWith(reference.Dependents);
            yield return new UpdateUnit(shape, entity, reference.Dependents, reference);
        }

        foreach (var property in RowProperties.Of(entity).Where(p => IsUpdatable(entity, p) && !referring.Contains(p)))
            yield return new UpdateUnit(shape, entity, [property], Reference: null);
    }

    /// <summary>Values other than the present ones, so that there is something to update.</summary>
    public async Task<Dictionary<IProperty, object?>> NewValuesAsync(RowFactory factory, Row present)
    {
        if (Reference is not null)
            return await factory.NewValuesAsync(Shape, Entity, Reference);

        var property = Properties[0];
        Dictionary<IProperty, object?> values = [];

        // What is not there comes with all that it requires.
        foreach (var missing in RowProperties.PartsOf(property).SelectMany(RowProperties.RequiredOf).Where(p => p != property && present[p] is null))
            values[missing] = factory.NewValue(Shape, Entity, missing);
        var value = factory.NewValue(Shape, Entity, property);
        for (var attempt = 1; attempt < Attempts && StoredValue.Same(value, present[property]); attempt++)
            value = factory.NewValue(Shape, Entity, property);
        values[property] = value;
        return values;
    }

    /// <summary>Null for what may be null; what its part requires goes with the whole part.</summary>
    public Dictionary<IProperty, object?> Nulls() => Properties.SelectMany(GoingWith).Distinct().ToDictionary(property => property, _ => (object?)null);

    private static IEnumerable<IProperty> GoingWith(IProperty property) =>
        !property.IsNullable && RowProperties.PartsOf(property).LastOrDefault(part => !part.IsRequired) is { } part
            ? TypePart.Below(part.Type).Prepend(part).SelectMany(p => p.Values)
            : [property];

    private static bool IsChangeable(IEntityType entity, IProperty property) =>
        !property.IsKey() && RowFactory.IsInsertable(entity, property) && property.GetAfterSaveBehavior() == PropertySaveBehavior.Save;
}
