using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Updates each property of a row alone, all together, and to NULL, through one version; reads it through both.</summary>
internal sealed class UpdateVerification(ShapePair pair, Failures failures, RowFactory factory)
{
    private readonly Expectation _expectation = new(pair, failures);

    public async Task RunAsync(RowPair row, Shape shape)
    {
        if (await ReadAsync(row, shape, "read before update") is not { } present)
            return;

        var units = UpdateUnit.Of(pair, shape, row.EntityIn(shape)).ToList();
        foreach (var unit in units)
            present = await UpdateAsync(row, shape, present, "update", unit.Name, () => unit.NewValuesAsync(factory, present.Own));
        if (units.Count > 1)
            present = await UpdateAsync(row, shape, present, "update all", property: null, () => AllAsync(units, present.Own));
        foreach (var unit in units.Where(unit => unit.IsNullable))
            present = await UpdateAsync(row, shape, present, "update to NULL", unit.Name, () => Task.FromResult(unit.Nulls()));
    }

    /// <summary>Answers the row after the update; the row before it if the update or the reading failed.</summary>
    private async Task<Views> UpdateAsync(
        RowPair row,
        Shape shape,
        Views before,
        string operation,
        string? property,
        Func<Task<Dictionary<IProperty, object?>>> newValues)
    {
        var entity = row.EntityIn(shape);
        Dictionary<IProperty, object?> changed = [];
        var updated = await failures.CatchAsync(shape, operation, entity, property, async () =>
        {
            changed = await newValues();
            if (changed.All(value => StoredValue.Same(value.Value, before.Own[value.Key])))
                return;

            await using var context = shape.Open();
            if (await EntityAccess.Of(entity).UpdateAsync(context, before.Own.Key, changed) == 0)
                failures.Add(shape, operation, entity, property, "no row was updated");
        });

        var what = property is null ? operation : $"{operation} of {property}";
        if (!updated || await ReadAsync(row, shape, $"read after {what}") is not { } after)
            return before;

        _expectation.CheckUpdated(shape, $"read after {what}", before.Own, after.Own, changed);
        if (before.Other is not null && after.Other is not null)
            _expectation.CheckUpdateSeen(shape, $"read after {what} by {shape.Name}", before.Other, after.Other, after.Own, changed);
        return after;
    }

    private async Task<Dictionary<IProperty, object?>> AllAsync(List<UpdateUnit> units, Row present)
    {
        Dictionary<IProperty, object?> all = [];
        foreach (var unit in units)
        {
            foreach (var (property, value) in await unit.NewValuesAsync(factory, present))
                all[property] = value;
        }

        return all;
    }

    private static async Task<Views?> ReadAsync(RowPair row, Shape shape, string operation)
    {
        var other = row.Shapes.FirstOrDefault(candidate => candidate != shape);
        var own = await row.ReadAsync(shape, operation);
        var seen = other is null ? null : await row.ReadAsync(other, $"{operation} by {shape.Name}");
        return own is null ? null : new Views(own, seen);
    }

    /// <summary>The row as the updating version reads it and as the other one does.</summary>
    private sealed record Views(Row Own, Row? Other);
}
