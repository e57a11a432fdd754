using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>
/// A property that is in one table for one version and in another, which refers to it or is referred to, for the other; rows of both
/// are there in both versions. Whatever is written in one place is read in the other as long as there is a row, and stays in the
/// table that is referred to when there is none.
/// </summary>
internal sealed class MoveVerification(ShapePair pair, Failures failures, RowFactory factory)
{
    public async Task RunAsync(PropertyMove move)
    {
        var old = Place.Of(pair.Old, move, move.OldEntity, move.OldProperty, move.Up);
        var @new = Place.Of(pair.New, move, move.NewEntity, move.NewProperty, move.Down);
        await using (var context = old.Shape.Open())
        {
            foreach (var part in await EntityAccess.Of(old.Part).AllAsync(context))
                await CompareAsync("read existing rows", old, @new, [.. old.Link.Properties.Select(p => part[p])], await ReadAsync(old, part));
        }

        foreach (var (writer, other) in new[] { (old, @new), (@new, old) })
        {
            foreach (var variant in new[] { Variant.Full, Variant.Required })
            {
                await failures.CatchAsync(
                    writer.Shape, $"move a value, inserted {variant}", writer.Entity, writer.Property.Name, () => WriteAsync(writer, other, variant));
            }
        }
    }

    private async Task WriteAsync(Place writer, Place other, Variant variant)
    {
        var (whole, written) = await factory.InsertAsync(writer.Shape, writer.Whole, variant);
        var (part, writtenToPart) = await factory.InsertAsync(writer.Shape, writer.Part, variant, given: writer.Referring(whole.Key));
        var value = (writer.IsInPart ? writtenToPart : written).GetValueOrDefault(writer.Property);
        await CompareAsync($"insert {variant}", writer, other, whole.Key, value);
        foreach (var place in new[] { writer, other, writer })
        {
            value = factory.NewValue(place.Shape, place.Entity, place.Property);
            await UpdateAsync(place, whole.Key, value);
            await CompareAsync($"update {variant}", place, place == writer ? other : writer, whole.Key, value);
            if (place.Property.IsNullable && variant == Variant.Required)
            {
                await UpdateAsync(place, whole.Key, value = null);
                await CompareAsync("update to NULL", place, place == writer ? other : writer, whole.Key, value);
            }
        }

        // The row goes by one version, and comes again by the one that does not know it there: what was in it is still in the other table.
        var shape = variant == Variant.Full ? writer : other;
        var without = writer.IsInPart ? other : writer;
        await using (var context = shape.Shape.Open())
            await EntityAccess.Of(shape.Part).DeleteAsync(context, part.Key);
        value = without == writer ? value : writer.There(value);
        await CompareAsync("delete of the part", without, null, whole.Key, value);
        await factory.InsertAsync(without.Shape, without.Part, Variant.Required, given: without.Referring(whole.Key));
        await CompareAsync("insert of the part again", without, without == writer ? other : writer, whole.Key, value);
    }

    private async Task CompareAsync(string operation, Place by, Place? other, object?[] key, object? expected)
    {
        foreach (var place in new[] { by, other }.OfType<Place>())
        {
            var row = await FindAsync(place, key);
            var actual = row?[place.Property];
            var wanted = place == by ? expected : by.There(expected);
            if (row is null || !StoredValue.Same(wanted, actual))
            {
                failures.Add(
                    place.Shape, $"read after {operation} by {by.Shape.Name}", place.Entity, place.Property.Name,
                    row is null ? "does not see the row" : $"expected {StoredValue.Text(wanted)}, read {StoredValue.Text(actual)}");
            }
        }
    }

    private static async Task UpdateAsync(Place place, object?[] key, object? value)
    {
        var row = await FindAsync(place, key) ?? throw new InvalidOperationException($"'{place.Entity.Name}' has no row for ({string.Join(", ", key.Select(StoredValue.Text))}).");
        await using var context = place.Shape.Open();
        await EntityAccess.Of(place.Entity).UpdateAsync(context, row.Key, new Dictionary<IProperty, object?> { [place.Property] = value });
    }

    private static async Task<object?> ReadAsync(Place place, Row part)
        => place.IsInPart ? part[place.Property] : (await FindAsync(place, [.. place.Link.Properties.Select(p => part[p])]))?[place.Property];

    private static async Task<Row?> FindAsync(Place place, object?[] key)
    {
        await using var context = place.Shape.Open();
        if (!place.IsInPart)
            return await EntityAccess.Of(place.Whole).FindAsync(context, key);
        var rows = await EntityAccess.Of(place.Part).AllAsync(context);
        return rows.Find(row => place.Link.Properties.Zip(key).All(k => StoredValue.Same(row[k.First], k.Second)));
    }

    /// <summary>Where one version has the property, and what its value is in the other place.</summary>
    private sealed record Place(Shape Shape, IEntityType Entity, IProperty Property, IForeignKey Link, Func<object?, object?> There)
    {
        public IEntityType Whole => Link.PrincipalEntityType;

        public IEntityType Part => Link.DeclaringEntityType;

        public bool IsInPart => Entity == Part;

        public static Place Of(Shape shape, PropertyMove move, string entity, string property, Func<object?, object?> there)
        {
            var (own, other) = (shape.Find(entity)!, shape.Find(entity == move.OldEntity ? move.NewEntity : move.OldEntity)!);
            var link = own.GetForeignKeys().Concat(other.GetForeignKeys())
                .First(f => f.IsUnique && new[] { own, other }.Contains(f.PrincipalEntityType) && f.PrincipalEntityType != f.DeclaringEntityType);
            return new Place(shape, own, own.FindProperty(property)!, link, there);
        }

        public Dictionary<IProperty, object?> Referring(object?[] key) => Link.Properties.Zip(key).ToDictionary(k => k.First, k => k.Second);
    }
}
