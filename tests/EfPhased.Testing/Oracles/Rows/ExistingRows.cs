using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Rows that were there before: both versions see the same ones with the same values.</summary>
internal sealed class ExistingRows(ShapePair pair, Failures failures)
{
    private const string Operation = "read existing rows";
    private readonly Expectation _expectation = new(pair, failures);

    public async Task CompareAsync(IEntityType oldEntity)
    {
        if (pair.Counterpart(pair.Old, oldEntity) is not { } newEntity || pair.Mapping.PartOf(newEntity.Name, oldEntity.Name) is not null)
            return;
        if (await AllAsync(pair.Old, oldEntity) is not { } oldRows || await AllAsync(pair.New, newEntity) is not { } newRows)
            return;

        var unseen = newRows.ToDictionary(row => Key(row.Key));
        foreach (var row in oldRows)
        {
            RowPair both = new(pair, failures, pair.Old, oldEntity, row, withOther: true);
            if (unseen.Remove(Key(both.KeyIn(pair.New)), out var seen))
                _expectation.CheckSeen(pair.Old, row, Operation, seen);
            else
                failures.Add(pair.New, Operation, newEntity, property: null, $"does not see the row {both.KeyText}");
        }

        foreach (var key in unseen.Keys)
            failures.Add(pair.Old, Operation, oldEntity, property: null, $"does not see the row ({key})");
    }

    /// <summary>Every row of one version has its part in the other, or nothing that could be in one; and no part is without its row.</summary>
    public async Task ComparePartAsync(Shape shape, IEntityType entity, PropertyPart part)
    {
        var other = pair.Other(shape);
        if (other.Find(part.Part) is not { } partEntity || await AllAsync(shape, entity) is not { } rows || await AllAsync(other, partEntity) is not { } parts)
            return;

        var unseen = parts.ToDictionary(row => Key(row.Key));
        foreach (var row in rows)
        {
            if (unseen.Remove(Key(row.Key), out var seen))
                _expectation.CheckSeen(shape, row, Operation, seen);
            else
                _expectation.CheckAbsent(shape, $"{Operation} without a part", row, part);
        }

        foreach (var key in unseen.Keys)
            failures.Add(shape, Operation, entity, property: null, $"does not see the row ({key}) of the part");
    }

    public async Task<List<Row>?> AllAsync(Shape shape, IEntityType entity)
    {
        List<Row>? rows = null;
        await failures.CatchAsync(shape, Operation, entity, property: null, async () =>
        {
            await using var context = shape.Open();
            rows = await EntityAccess.Of(entity).AllAsync(context);
        });
        return rows;
    }

    private static string Key(object?[] key) => string.Join(", ", key.Select(StoredValue.Text));
}
