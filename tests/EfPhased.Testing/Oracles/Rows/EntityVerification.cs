using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>All that one version does with one entity type, and what the other version makes of it.</summary>
internal sealed class EntityVerification(
    ShapePair pair,
    Failures failures,
    RowFactory factory,
    UpdateVerification updates,
    QueryVerification queries,
    bool withOther)
{
    private readonly Expectation _expectation = new(pair, failures);

    /// <param name="writer">The version.</param>
    /// <param name="entity">Its entity.</param>
    /// <param name="part">The other version's entity that has some of the values in a row of its own; there is one where there are values.</param>
    public async Task RunAsync(Shape writer, IEntityType entity, IEntityType? part = null)
    {
        foreach (var variant in Enum.GetValues<Variant>().Where(v => part is null || v != Variant.Default))
        {
            if (await InsertAsync(writer, entity, variant, part) is not { } row)
                continue;

            foreach (var shape in row.Shapes)
            {
                await queries.RunAsync(row, shape);
                if (variant != Variant.Default)
                    await updates.RunAsync(row, shape);
            }

            // The writer deletes one row, the other version the next.
            await DeleteAsync(row, variant == Variant.Required ? row.Shapes.Last() : writer);
        }
    }

    private async Task<RowPair?> InsertAsync(Shape writer, IEntityType entity, Variant variant, IEntityType? part)
    {
        var operation = $"insert {Describe(variant)}";
        RowPair? row = null;
        Dictionary<IProperty, object?> written = [];
        await failures.CatchAsync(writer, operation, entity, property: null, async () =>
        {
            (var inserted, written) = await factory.InsertAsync(writer, entity, variant);
            row = new RowPair(pair, failures, writer, entity, inserted, withOther, part);
        });
        if (row is null || await row.ReadAsync(writer, $"read after {operation}") is not { } own)
            return null;

        _expectation.CheckInserted(writer, operation, own, written);
        if (row.OtherEntity is not null && await row.ReadAsync(row.Other, $"read after {operation} by {writer.Name}") is { } seen)
            _expectation.CheckSeen(writer, own, $"read after {operation} by {writer.Name}", seen);
        return row;
    }

    private async Task DeleteAsync(RowPair row, Shape shape)
    {
        var entity = row.EntityIn(shape);
        await failures.CatchAsync(shape, "delete", entity, property: null, async () =>
        {
            await using (var context = shape.Open())
            {
                if (await EntityAccess.Of(entity).DeleteAsync(context, row.KeyIn(shape)) == 0)
                    failures.Add(shape, "delete", entity, property: null, "no row was deleted");
            }

            foreach (var reader in row.Shapes)
            {
                // What a part belongs to stays when the part goes.
                if (reader != shape && pair.Mapping.PartOf(row.EntityIn(reader).Name, entity.Name) is { } part)
                {
                    if (await row.ReadAsync(reader, $"read after delete by {shape.Name}") is { } whole)
                        _expectation.CheckAbsent(reader, $"read after delete by {shape.Name}", whole, part);
                    continue;
                }

                await using var context = reader.Open();
                if (await EntityAccess.Of(row.EntityIn(reader)).FindAsync(context, row.KeyIn(reader)) is not null)
                    failures.Add(reader, $"read after delete by {shape.Name}", row.EntityIn(reader), property: null, "still sees the row");
            }
        });
    }

    private static string Describe(Variant variant) => variant switch
    {
        Variant.Full => "with every value",
        Variant.Required => "with optional values NULL",
        _ => "with defaults",
    };
}
