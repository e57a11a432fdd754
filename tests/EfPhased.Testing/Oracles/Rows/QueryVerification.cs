using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Filters and orders by each column through one version.</summary>
internal sealed class QueryVerification(Failures failures)
{
    public async Task RunAsync(RowPair row, Shape shape)
    {
        var entity = row.EntityIn(shape);
        if (await row.ReadAsync(shape, "read before queries") is not { } current)
            return;

        foreach (var property in RowProperties.Of(entity).Where(property => IsComparable(property) && (current[property] is not null || property.IsNullable)))
        {
            await failures.CatchAsync(shape, "query", entity, RowProperties.Name(property), () => QueryAsync(shape, current, property));
        }
    }

    private async Task QueryAsync(Shape shape, Row row, IProperty property)
    {
        await using var context = shape.Open();
        var count = await EntityAccess.Of(row.Entity).CountByValueAsync(context, row.Key, property, row[property]);
        if (count != 1)
            failures.Add(shape, "query", row.Entity, RowProperties.Name(property), $"{count} rows have the value {StoredValue.Text(row[property])} that was read");
    }

    // json, xml and xid have no equality or order on the server, a document or list none in the language. Floating point numbers
    // compare equal in few servers once they went through text.
    private static bool IsComparable(IProperty property) =>
        property.GetColumnType() is not ("json" or "jsonb" or "xml" or "xid" or "float" or "real")
        && (property.ClrType.IsValueType || property.ClrType == typeof(string));
}
