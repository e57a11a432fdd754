using EfPhased.Design.Hosting.Protocol;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Hosting.References;

/// <summary>
/// The properties that a model maps to a column, or the entity types that it maps to a table, unless the present model maps them elsewhere.
/// </summary>
internal sealed class MappedProperties(IModel before, IModel current)
{
    private const char OwnedSeparator = '#';

    public IReadOnlyList<PropertyDocument> Of(RemovedObject removed)
    {
        if (before.GetRelationalModel().FindTable(removed.Table, removed.Schema) is not { } table)
            return [];

        var members = removed.Column is null ? EntityTypes(table)
            : table.FindColumn(removed.Column) is { } column ? Members(table, column)
            : [];
        return [.. members.Distinct().Where(m => IsGone(m, removed)).Select(m => new PropertyDocument(ClrName(m.Type), m.Property))];
    }

    /// <summary>The entity types of the table, whose configuration may name the column whatever their properties are mapped to.</summary>
    public IReadOnlyList<PropertyDocument> EntityTypesOf(RemovedObject removed)
        => before.GetRelationalModel().FindTable(removed.Table, removed.Schema) is { } table
            ? [.. EntityTypes(table).Select(t => new PropertyDocument(ClrName(t.Type), null)).Distinct()]
            : [];

    private static IEnumerable<(string Type, string? Property)> EntityTypes(ITable table)
        => table.EntityTypeMappings.Select(m => (m.TypeBase.Name, (string?)null));

    // The column of a JSON document has no property of its own: a navigation or a complex property leads to it.
    private static IEnumerable<(string Type, string? Property)> Members(ITable table, IColumn column)
        => column.PropertyMappings.Any()
            ? column.PropertyMappings.Select(m => (m.Property.DeclaringType.Name, (string?)m.Property.Name))
            : table.EntityTypeMappings.Select(m => m.TypeBase).OfType<IEntityType>().SelectMany(t => JsonMembers(t, column.Name));

    private static IEnumerable<(string Type, string? Property)> JsonMembers(IEntityType type, string column)
        => type.GetNavigations().Where(n => IsContainer(n.TargetEntityType, column)).Select(n => (n.DeclaringEntityType.Name, (string?)n.Name))
            .Concat(type.GetComplexProperties().Where(p => IsContainer(p.ComplexType, column)).Select(p => (p.DeclaringType.Name, (string?)p.Name)));

    private static bool IsContainer(IReadOnlyAnnotatable type, string column)
        => type[RelationalAnnotationNames.ContainerColumnName] as string == column;

    private bool IsGone((string Type, string? Property) member, RemovedObject removed)
    {
        var mapped = Types().Where(t => t.Name == member.Type).ToList();
        if (member.Property is null)
            return !mapped.SelectMany(t => t.GetTableMappings()).Any(m => m.Table.Name != removed.Table || m.Table.Schema != removed.Schema);

        return !mapped.Select(t => t.FindProperty(member.Property)).OfType<IProperty>().SelectMany(p => p.GetTableColumnMappings())
            .Any(m => m.Column.Name != removed.Column || m.TableMapping.Table.Name != removed.Table || m.TableMapping.Table.Schema != removed.Schema);
    }

    // A snapshot has no CLR types, only their names; owned ones without their namespace.
    private string ClrName(string name)
    {
        if (Types().FirstOrDefault(t => t.Name == name) is { } type && type.ClrType != typeof(Dictionary<string, object>))
            return type.ClrType.FullName ?? name;

        var at = name.LastIndexOf(OwnedSeparator);
        if (at < 0)
            return name;
        var owned = name[(at + 1)..];
        var owner = name[..name.IndexOf(OwnedSeparator, StringComparison.Ordinal)];
        var ns = owner.Split('.') is [.. var parts, _, _] ? string.Join('.', parts) : "";
        return owned.Contains('.', StringComparison.Ordinal) || ns.Length == 0 ? owned : $"{ns}.{owned}";
    }

    private IEnumerable<ITypeBase> Types()
        => current.GetEntityTypes().SelectMany(t => ComplexTypes(t).Prepend(t));

    private static IEnumerable<ITypeBase> ComplexTypes(ITypeBase type)
        => type.GetComplexProperties().SelectMany(p => ComplexTypes(p.ComplexType).Prepend(p.ComplexType));
}
