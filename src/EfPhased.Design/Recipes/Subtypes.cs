using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Which types share a table, and the values that tell them apart. Annotations are read themselves, because the methods for them
/// moved to other interfaces between EF Core 9 and 10.
/// </summary>
internal static class Subtypes
{
    private const string DiscriminatorProperty = "DiscriminatorProperty";
    private const string DiscriminatorValue = "DiscriminatorValue";

    public static IProperty? Discriminator(ITable table)
        => EntityTypes(table).Select(e => e.GetRootType())
            .Select(r => r.FindAnnotation(DiscriminatorProperty)?.Value is string name ? r.FindProperty(name) : null)
            .FirstOrDefault(p => p is not null);

    /// <summary>A type's value as the database stores it; null when it has none.</summary>
    public static object? Value(IEntityType type, IProperty discriminator)
        => type.FindAnnotation(DiscriminatorValue)?.Value is { } value ? Stored(value, discriminator) : null;

    private static object? Stored(object value, IProperty discriminator)
        => discriminator.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    /// <summary>The value, as the database stores it, of the one type that the table held before; null when it has none.</summary>
    public static object? ValueOfFormer(PlanContext context, TableRef table, IProperty discriminator)
    {
        var former = EntityTypes(context.OldTable(table)!).Select(e => e.Name).ToHashSet();
        var values = EntityTypes(context.NewTable(table)).Where(e => former.Contains(e.Name))
            .Select(e => e.FindAnnotation(DiscriminatorValue)?.Value).OfType<object>().Distinct().ToList();
        return values is [var value] ? Stored(value, discriminator) : null;
    }

    /// <summary>
    /// A version that meets a row of a type that it does not know stops reading. No database can hide such rows from one version and
    /// show them to the other in the same table, so the author has to hold them back.
    /// </summary>
    public static void Warn(PlanContext context)
    {
        foreach (var table in context.NewTables)
        {
            var at = TableRef.Of(table);
            if (context.OldTable(at) is not { } old || Discriminator(old) is null)
                continue;
            var known = Values(old).ToHashSet();
            var added = Values(table).Where(v => !known.Contains(v)).ToList();
            if (added.Count > 0)
            {
                context.Plan.Warn(
                    $"'{at}' gets rows of new types: {string.Join(", ", added)}. The previous version cannot read such a row and stops at queries that meet "
                    + "one: let the new version write them only after Switch, when nobody goes back.");
            }
        }
    }

    /// <summary>The change itself must not write such rows in Expand.</summary>
    /// <exception cref="PhasedException">EFP4075: a seeded row is of a type that the previous version does not know.</exception>
    public static void RefuseRows(PlanContext context, IEnumerable<InsertDataOperation> inserts)
    {
        foreach (var insert in inserts)
        {
            var at = TableRef.Of(insert);
            if (context.OldTable(at) is not { } old || Discriminator(old) is not { } discriminator)
                continue;
            var column = old.Columns.First(c => c.PropertyMappings.Any(m => m.Property == discriminator)).Name;
            var place = Array.IndexOf(insert.Columns, column);
            if (place < 0)
                continue;
            var known = EntityTypes(old).Select(e => Value(e, discriminator)?.ToString()).ToHashSet();
            var unknown = Enumerable.Range(0, insert.Values.GetLength(0)).Select(row => insert.Values[row, place]?.ToString()).Where(v => !known.Contains(v)).ToList();
            if (unknown.Count > 0)
                throw DesignErrors.RowOfUnknownType(at.ToString(), unknown.Count, [.. unknown.Distinct()]);
        }
    }

    private static IEnumerable<string> Values(ITable table)
        => EntityTypes(table).Select(e => e.FindAnnotation(DiscriminatorValue)?.Value?.ToString()).OfType<string>().Distinct();

    private static IEnumerable<IEntityType> EntityTypes(ITable table) => table.EntityTypeMappings.Select(m => m.TypeBase).OfType<IEntityType>();
}
