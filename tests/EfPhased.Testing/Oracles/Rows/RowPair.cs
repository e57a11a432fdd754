using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>One row of the database, found by its key through a version that wrote it and through the other one.</summary>
internal sealed class RowPair
{
    private readonly ShapePair _pair;
    private readonly Failures _failures;
    private readonly object?[] _key;
    private readonly Row _first;

    public RowPair(ShapePair pair, Failures failures, Shape shape, IEntityType entity, Row row, bool withOther, IEntityType? part = null)
    {
        _pair = pair;
        _failures = failures;
        _key = row.Key;
        _first = row;
        Shape = shape;
        Entity = entity;
        Other = pair.Other(shape);
        OtherEntity = withOther ? part ?? pair.Counterpart(shape, entity) : null;
    }

    public Shape Shape { get; }

    public IEntityType Entity { get; }

    public Shape Other { get; }

    /// <summary>Null: the other version does not know the entity, or does not run.</summary>
    public IEntityType? OtherEntity { get; }

    public object?[] KeyIn(Shape shape) => shape == Shape ? _key : OtherKey();

    public IEntityType EntityIn(Shape shape) => shape == Shape ? Entity : OtherEntity!;

    /// <summary>The shapes that can reach the row.</summary>
    public IEnumerable<Shape> Shapes => OtherEntity is null ? [Shape] : [Shape, Other];

    public async Task<Row?> ReadAsync(Shape shape, string operation)
    {
        var entity = EntityIn(shape);
        Row? row = null;
        var read = await _failures.CatchAsync(shape, operation, entity, property: null, async () =>
        {
            await using var context = shape.Open();
            row = await EntityAccess.Of(entity).FindAsync(context, KeyIn(shape));
        });
        if (read && row is null)
            _failures.Add(shape, operation, entity, property: null, $"does not see the row {KeyText}");
        return row;
    }

    public string KeyText => $"({string.Join(", ", _key.Select(StoredValue.Text))})";

    private object?[] OtherKey()
    {
        // The other version may find rows by what is no key here, as long as nobody changes it.
        var mine = Entity.GetProperties().ToList();
        var otherKey = OtherEntity!.FindPrimaryKey()!.Properties;
        var mapped = mine.Select(property => _pair.Counterpart(Shape, Entity, property, OtherEntity)).ToList();
        return [.. otherKey.Select(property => mapped.FindIndex(part => part?.Property == property) is var i and >= 0
            ? mapped[i]!.Determines(_first[mine[i]], out var value) ? value : null
            : throw new NotSupportedException($"The key property '{Entity.Name}.{property.Name}' has no counterpart in the mapping."))];
    }
}
