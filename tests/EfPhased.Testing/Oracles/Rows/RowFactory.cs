using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Inserts rows with generated values, principals first, and remembers them for the clean-up.</summary>
internal sealed class RowFactory(ShapePair pair, ValueGenerator generator)
{
    private const int DeepestChain = 20;
    private readonly Stack<(Shape Shape, IEntityType Entity, object?[] Key)> _inserted = [];

    /// <param name="shape">The version that writes.</param>
    /// <param name="entity">In that version.</param>
    /// <param name="variant">Which values are given.</param>
    /// <param name="depth">How many principals deep.</param>
    /// <param name="given">Values that the test chooses itself.</param>
    public async Task<(Row Row, Dictionary<IProperty, object?> Written)> InsertAsync(
        Shape shape, IEntityType entity, Variant variant, int depth = 0, IReadOnlyDictionary<IProperty, object?>? given = null)
    {
        if (depth > DeepestChain)
            throw new NotSupportedException($"'{entity.Name}' requires itself through its foreign keys; no first row can be inserted.");

        var values = await ValuesAsync(shape, entity, variant, depth, given ?? new Dictionary<IProperty, object?>());
        await using var context = shape.Open();
        var row = await EntityAccess.Of(entity).InsertAsync(context, values);
        _inserted.Push((shape, entity, row.Key));
        return (row, values);
    }

    /// <summary>A value for each property; those of a reference come from a new principal row.</summary>
    public async Task<Dictionary<IProperty, object?>> NewValuesAsync(Shape shape, IEntityType entity, Reference reference, int depth = 0)
    {
        var (principal, _) = await InsertAsync(reference.Shape, reference.Principal, Variant.Required, depth + 1);
        return reference.Dependents
            .Zip(reference.PrincipalKey)
            .ToDictionary(part => part.First, part => principal[part.Second]);
    }

    public object NewValue(Shape shape, IEntityType entity, IProperty property)
    {
        var counterpart = pair.Counterpart(shape, entity, property)?.Property;
        var custom = pair.Mapping.ValuesOf(entity.Name, RowProperties.Name(property))
            ?? (counterpart is null ? null : pair.Mapping.ValuesOf(RowProperties.EntityOf(counterpart).Name, RowProperties.Name(counterpart)));

        // Only members tell what can stand in a column that has their names or numbers.
        return custom is null && counterpart is not null && ValueGenerator.HasMembers(counterpart) && !ValueGenerator.HasMembers(property)
            && pair.Counterpart(pair.Other(shape), RowProperties.EntityOf(counterpart), counterpart)?.Convert is { } back
            ? back(generator.Next(counterpart, null, null))!
            : generator.Next(property, counterpart, custom);
    }

    /// <summary>Deletes what was inserted, newest first; a row that a test has deleted is gone already.</summary>
    public async Task CleanUpAsync(Failures failures)
    {
        while (_inserted.TryPop(out var row))
        {
            await failures.CatchAsync(row.Shape, "clean up", row.Entity, property: null, async () =>
            {
                await using var context = row.Shape.Open();
                await EntityAccess.Of(row.Entity).DeleteAsync(context, row.Key);
            });
        }
    }

    private async Task<Dictionary<IProperty, object?>> ValuesAsync(
        Shape shape, IEntityType entity, Variant variant, int depth, IReadOnlyDictionary<IProperty, object?> given)
    {
        Dictionary<IProperty, object?> values = new(given);
        foreach (var reference in Reference.Of(pair, shape, entity).Where(r => r.IsRequired || variant == Variant.Full))
        {
            if (reference.Dependents.Any(values.ContainsKey))
                continue;
            foreach (var (property, value) in await NewValuesAsync(shape, entity, reference, depth))
                values.Add(property, value);
        }

        foreach (var property in RowProperties.Of(entity).Where(property => IsInsertable(entity, property) && !values.ContainsKey(property)))
        {
            if (variant != Variant.Full && RowProperties.IsNullable(property))
                Leave(values, property, variant);
            else if (property.IsKey() && property.ValueGenerated != ValueGenerated.Never)
                continue;
            else if (variant != Variant.Default || !MayBeLeft(property))
                values.Add(property, NewValue(shape, entity, property));
        }

        return values;
    }

    private static void Leave(Dictionary<IProperty, object?> values, IProperty property, Variant variant)
    {
        if (variant == Variant.Required)
            values.Add(property, null);
    }

    public static bool IsInsertable(IEntityType entity, IProperty property) =>
        !Discriminator.Is(entity, property) && property.GetBeforeSaveBehavior() == PropertySaveBehavior.Save
        && !property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate);

    // The CLR default of a number or flag is a value; that of a text or a time is not.
    private static bool MayBeLeft(IProperty property) =>
        property.ValueGenerated == ValueGenerated.OnAdd
        || (!property.IsKey() && !property.IsForeignKey() && !property.IsIndex() && property.ClrType.IsPrimitive && property.ClrType != typeof(char));
}
