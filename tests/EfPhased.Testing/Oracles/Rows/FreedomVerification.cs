using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>
/// What one version may do because its own model forbids it nothing, and a constraint that only the other one's model has would
/// refuse: the same value twice, a reference to nothing, a value that breaks a check, a principal deleted without its dependents.
/// </summary>
internal sealed class FreedomVerification(ShapePair pair, Failures failures, RowFactory factory)
{
    public async Task RunAsync(Shape shape, IEntityType entity)
    {
        await FollowingUpAsync(shape, entity);
        if (pair.Counterpart(shape, entity) is not { } other)
            return;

        foreach (var properties in Promises(other).Select(p => Own(shape, entity, p)).OfType<List<IProperty>>())
        {
            if (!Promises(entity).Any(own => own.All(properties.Contains)))
                await TwiceAsync(shape, entity, properties);
        }

        foreach (var properties in other.GetForeignKeys().Where(Reference.IsReference).Select(f => Own(shape, entity, f.Properties)).OfType<List<IProperty>>())
        {
            if (!entity.GetForeignKeys().Any(own => own.Properties.Intersect(properties).Any()))
                await TryAsync(shape, entity, "insert a reference to nothing", properties, New(shape, entity, properties));
        }

        var values = pair.Mapping.FreeValues(shape == pair.Old, entity.Name);
        foreach (var (name, value) in values)
        {
            var property = entity.FindProperty(name)!;
            await TryAsync(shape, entity, "insert a value of its own", [property], new() { [property] = value });
        }
    }

    private async Task TwiceAsync(Shape shape, IEntityType entity, IReadOnlyList<IProperty> properties)
    {
        var values = New(shape, entity, properties);
        await TryAsync(shape, entity, "insert one value", properties, values);
        await TryAsync(shape, entity, "insert the same value twice", properties, values);
    }

    private Task<bool> TryAsync(
        Shape shape, IEntityType entity, string operation, IReadOnlyList<IProperty> properties, Dictionary<IProperty, object?> values)
        => failures.CatchAsync(
            shape, operation, entity, string.Join('+', properties.Select(p => p.Name)), () => factory.InsertAsync(shape, entity, Variant.Full, given: values));

    // The application deletes the principal alone and leaves its dependents to the database.
    private async Task FollowingUpAsync(Shape shape, IEntityType entity)
    {
        foreach (var key in entity.GetForeignKeys().Where(f => f.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull && Reference.IsReference(f)))
        {
            if (Reference.Of(pair, shape, entity).FirstOrDefault(r => r.Shape == shape && r.Dependents.SequenceEqual(key.Properties)) is not { } reference)
                continue;
            await failures.CatchAsync(shape, "delete the principal alone", entity, reference.Dependents[0].Name, async () =>
            {
                var (row, _) = await factory.InsertAsync(shape, entity, Variant.Full);
                var principal = reference.Dependents.Zip(reference.PrincipalKey).ToDictionary(part => part.Second, part => row[part.First]);
                if (!reference.Principal.FindPrimaryKey()!.Properties.All(principal.ContainsKey))
                    return;

                await using var context = shape.Open();
                await EntityAccess.Of(reference.Principal)
                    .DeleteAsync(context, [.. reference.Principal.FindPrimaryKey()!.Properties.Select(p => principal[p])]);
            });
        }
    }

    private Dictionary<IProperty, object?> New(Shape shape, IEntityType entity, IReadOnlyList<IProperty> properties)
        => properties.ToDictionary(p => p, p => (object?)factory.NewValue(shape, entity, p));

    private static IEnumerable<IReadOnlyList<IProperty>> Promises(IEntityType entity)
        => entity.GetKeys().Select(k => k.Properties).Concat(entity.GetIndexes().Where(i => i.IsUnique).Select(i => i.Properties));

    // The same values in this version; null where it lacks one of them.
    private List<IProperty>? Own(Shape shape, IEntityType entity, IReadOnlyList<IProperty> others)
    {
        var own = others.Select(o => entity.GetProperties().FirstOrDefault(p => pair.Counterpart(shape, entity, p)?.Property == o)).ToList();
        return own.Contains(null) ? null : [.. own.OfType<IProperty>()];
    }
}
