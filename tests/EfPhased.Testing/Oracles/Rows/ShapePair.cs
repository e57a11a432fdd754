using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Two versions and the mapping between them, seen from either side.</summary>
internal sealed class ShapePair(Shape old, Shape @new, ShapeMapping mapping)
{
    public Shape Old => old;

    public Shape New => @new;

    public ShapeMapping Mapping => mapping;

    /// <summary>Both versions run in the state under test.</summary>
    public bool BothRun { get; init; } = true;

    public Shape Other(Shape shape) => shape == old ? @new : old;

    public IEntityType? Counterpart(Shape shape, IEntityType entity) =>
        mapping.AsPart(entity.Name) is { } part && Other(shape).Find(entity.Name) is null
            ? Other(shape).Find(part.Entity)
            : shape == old
            ? @new.Find(mapping.NewEntity(entity.Name))
            : old.Entities.FirstOrDefault(candidate => mapping.NewEntity(candidate.Name) == entity.Name);

    /// <summary>The property of the other version that holds the same value; null if there is none.</summary>
    /// <param name="shape">The version.</param>
    /// <param name="entity">Its entity.</param>
    /// <param name="property">The entity's property.</param>
    /// <param name="within">The other version's entity that is looked at, where it is not the only one with values of ours.</param>
    public Counterpart? Counterpart(Shape shape, IEntityType entity, IProperty property, IEntityType? within = null)
    {
        if ((within ?? Counterpart(shape, entity)) is not { } other)
            return null;

        if ((mapping.PartOf(entity.Name, other.Name) ?? mapping.PartOf(other.Name, entity.Name)) is { } part)
        {
            var found = property.IsPrimaryKey() ? other.FindPrimaryKey()!.Properties[0]
                : part.Properties.Contains(property.Name) ? other.FindProperty(property.Name) : null;
            return found is null ? null : new Counterpart(found, null);
        }

        if (shape == old)
        {
            var link = mapping.LinkOf(entity.Name, RowProperties.Name(property));
            return link is not null && RowProperties.Find(other, link.New) is { } found ? new Counterpart(found, link.Up) : null;
        }

        return RowProperties.Of(other)
            .Select(candidate => (candidate, link: mapping.LinkOf(other.Name, RowProperties.Name(candidate))))
            .Where(pair => pair.link?.New == RowProperties.Name(property))
            .Select(pair => new Counterpart(pair.candidate, pair.link!.Down))
            .FirstOrDefault();
    }
}

/// <param name="Property">The property in the other version.</param>
/// <param name="Convert">Its value made of ours; null: the same value.</param>
internal sealed record Counterpart(IProperty Property, Func<object?, object?>? Convert)
{
    /// <summary>Whether the other version's value follows from ours: no version can read NULL as a required value.</summary>
    public bool Determines(object? value, out object? expected)
    {
        expected = Convert is null ? value : Convert(value);
        return expected is not null || RowProperties.IsNullable(Property);
    }
}
