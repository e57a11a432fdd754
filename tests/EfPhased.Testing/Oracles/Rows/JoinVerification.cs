using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>
/// A reference of the old version that is rows of a third entity for the new one. Each version means the one that it reads: what the old
/// one writes replaces this row and leaves the others, and it reads another one when its own is gone.
/// </summary>
internal sealed class JoinVerification(ShapePair pair, Failures failures, RowFactory factory, PropertyJoin join)
{
    private readonly IEntityType _old = pair.Old.Find(join.Entity)!;
    private readonly IEntityType _new = pair.New.Find(join.Entity)!;
    private readonly IEntityType _part = pair.New.Find(join.NewEntity)!;

    private IProperty Property => _old.FindProperty(join.OldProperty)!;

    private IForeignKey Link => _part.GetForeignKeys().Last(f => f.PrincipalEntityType == _new);

    private IForeignKey Reference => _part.GetForeignKeys().First(f => f != Link);

    public async Task RunAsync()
    {
        await ExistingAsync();
        await failures.CatchAsync(pair.Old, "join, written by the old version first", _old, join.OldProperty, OldFirstAsync);
        await failures.CatchAsync(pair.New, "join, written by the new version first", _part, null, NewFirstAsync);
    }

    private async Task ExistingAsync()
    {
        await using var context = pair.Old.Open();
        foreach (var row in await EntityAccess.Of(_old).AllAsync(context))
        {
            var value = row[Property];
            await ExpectAsync("read existing rows", row.Key, value, value is null ? [] : [value]);
        }
    }

    private async Task OldFirstAsync()
    {
        var (row, written) = await factory.InsertAsync(pair.Old, _old, Variant.Full);
        await ExpectAsync("insert", row.Key, written[Property], written[Property]);

        var (one, two, three) = (await PrincipalAsync(), await PrincipalAsync(), await PrincipalAsync());
        await WriteAsync(row.Key, one);
        await ExpectAsync("update", row.Key, one, one);
        await AddAsync(row.Key, two);
        await ExpectAsync("a second row", row.Key, one, one, two);
        await WriteAsync(row.Key, three);
        await ExpectAsync("update beside a second row", row.Key, three, two, three);
        await RemoveAsync(row.Key, three);
        await ExpectAsync("delete of the row that it sees", row.Key, two, two);
        await AddAsync(row.Key, one);
        await WriteAsync(row.Key, null);
        await ExpectAsync("update to NULL beside a second row", row.Key, null, one);
        await AddAsync(row.Key, three);
        await ExpectAsync("a row where it sees none", row.Key, three, one, three);
        await DeleteAsync(pair.New, Reference.PrincipalEntityType, [three]);
        await ExpectAsync("delete of what it refers to", row.Key, null, one);
        await WriteAsync(row.Key, one);
        await ExpectAsync("update to a row that is there", row.Key, one, one);
        await AddAsync(row.Key, two);
        await DeleteAsync(pair.Old, _old, row.Key);
        if ((await RowsAsync(row.Key)).Count > 0)
            failures.Add(pair.New, "read after delete by old", _part, property: null, "still sees rows");
    }

    private async Task NewFirstAsync()
    {
        var (row, _) = await factory.InsertAsync(pair.New, _new, Variant.Required);
        await ExpectAsync("insert without rows", row.Key, null);
        var (one, two) = (await PrincipalAsync(), await PrincipalAsync());
        await AddAsync(row.Key, one);
        await ExpectAsync("the first row", row.Key, one, one);
        await WriteAsync(row.Key, two);
        await ExpectAsync("update of the first row", row.Key, two, two);
        await DeleteAsync(pair.Old, pair.Old.Find(Reference.PrincipalEntityType.Name)!, [two]);
        await ExpectAsync("delete of what it refers to by old", row.Key, null);
        await AddAsync(row.Key, one);
        await RemoveAsync(row.Key, one);
        await ExpectAsync("delete of the only row", row.Key, null);
        await AddAsync(row.Key, one);
        await DeleteAsync(pair.New, _new, row.Key);
        await using var context = pair.Old.Open();
        if (await EntityAccess.Of(_old).FindAsync(context, row.Key) is not null)
            failures.Add(pair.Old, "read after delete by new", _old, property: null, "still sees the row");
    }

    private async Task<object?> PrincipalAsync()
    {
        var (row, _) = await factory.InsertAsync(pair.New, Reference.PrincipalEntityType, Variant.Required);
        return row[Reference.PrincipalKey.Properties[0]];
    }

    private async Task WriteAsync(object?[] key, object? value)
    {
        await using var context = pair.Old.Open();
        await EntityAccess.Of(_old).UpdateAsync(context, key, new Dictionary<IProperty, object?> { [Property] = value });
    }

    private async Task AddAsync(object?[] key, object? value) => await factory.InsertAsync(pair.New, _part, Variant.Required, given: Values(key, value));

    private Task RemoveAsync(object?[] key, object? value)
    {
        var values = Values(key, value);
        return DeleteAsync(pair.New, _part, [.. _part.FindPrimaryKey()!.Properties.Select(p => values[p])]);
    }

    private static async Task DeleteAsync(Shape shape, IEntityType entity, object?[] key)
    {
        await using var context = shape.Open();
        Assert.Equal(1, await EntityAccess.Of(entity).DeleteAsync(context, key));
    }

    private Dictionary<IProperty, object?> Values(object?[] key, object? value)
        => new(Link.Properties.Zip(key).Append((Reference.Properties[0], value)).Select(p => KeyValuePair.Create(p.Item1, p.Item2)));

    private async Task<List<Row>> RowsAsync(object?[] key)
    {
        await using var context = pair.New.Open();
        return (await EntityAccess.Of(_part).AllAsync(context)).FindAll(row => Link.Properties.Zip(key).All(k => StoredValue.Same(row[k.First], k.Second)));
    }

    private async Task ExpectAsync(string operation, object?[] key, object? value, params object?[] rows)
    {
        await using var context = pair.Old.Open();
        var actual = (await EntityAccess.Of(_old).FindAsync(context, key))?[Property];
        if (!StoredValue.Same(value, actual))
            failures.Add(pair.Old, $"read after {operation}", _old, join.OldProperty, $"expected {StoredValue.Text(value)}, read {StoredValue.Text(actual)}");

        var expected = Text(rows);
        var seen = Text((await RowsAsync(key)).Select(row => row[Reference.Properties[0]]));
        if (seen != expected)
            failures.Add(pair.New, $"read after {operation}", _part, Reference.Properties[0].Name, $"expected ({expected}), read ({seen})");
    }

    private static string Text(IEnumerable<object?> values) => string.Join(", ", values.Select(StoredValue.Text).Order(StringComparer.Ordinal));
}
