using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>A row as one version reads it: stored values by property name.</summary>
internal sealed class Row(IEntityType entity, IReadOnlyDictionary<string, object?> values)
{
    public IEntityType Entity => entity;

    public IReadOnlyDictionary<string, object?> Values => values;

    public object? this[IProperty property] => values[RowProperties.Name(property)];

    public object?[] Key => [.. entity.FindPrimaryKey()!.Properties.Select(property => values[property.Name])];

    public static Row Of(IEntityType entity, EntityEntry entry) =>
        new(entity, RowProperties.Of(entity).ToDictionary(
            RowProperties.Name,
            property => StoredValue.FromModel(
                property, property.DeclaringType.ContainingEntityType.IsOwned() || property.DeclaringType is IComplexType
                    ? RowParts.Read(entry.Entity, property)
                    : entry.Property(property.Name).CurrentValue)));
}
