using System.Reflection;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>
/// Finds in a mutable model what columns, indexes and tables of a relational model are made from.
/// </summary>
internal sealed class ModelEditor(IMutableModel model, string change)
{
    public IMutableModel Model { get; } = model;

    public string Change { get; } = change;

    /// <summary>The type that a property of a column can be put beside: its own, or for a complex type the one that contains it.</summary>
    public static IMutableEntityType EntityOf(IMutableProperty property)
        => property.DeclaringType as IMutableEntityType ?? (IMutableEntityType)property.DeclaringType.ContainingEntityType;

    /// <summary>The entity type that a table belongs to: not one that shares it with its owner or its base.</summary>
    /// <exception cref="PhasedException">EFP4008: there is none.</exception>
    public IMutableEntityType EntityOf(TableRef table)
        => Model.GetEntityTypes()
                .Where(e => IsMappedTo(e, table) && (e.BaseType is null || !IsMappedTo(e.BaseType, table)) && !e.IsMappedToJson())
                .OrderBy(e => e.IsOwned()).ThenBy(e => !IsMainTable(e, table))
                .FirstOrDefault()
            ?? throw Unsupported($"no entity type of its own is mapped to {table}");

    /// <summary>The property that is mapped to a column.</summary>
    /// <exception cref="PhasedException">EFP4008: there is none.</exception>
    public IMutableProperty FindProperty(ColumnRef column)
    {
        var store = StoreObjectIdentifier.Table(column.Table, column.Schema);
        return Model.GetEntityTypes()
            .Where(e => IsMappedTo(e, column.In))
            .SelectMany(Properties)
            .FirstOrDefault(p => p.GetColumnName(store) == column.Name)
            ?? throw Unsupported($"no property is mapped to {column}");
    }

    private static IEnumerable<IMutableProperty> Properties(IMutableTypeBase type)
        => type.GetProperties().Concat(type.GetComplexProperties().SelectMany(p => Properties(p.ComplexType)));

    public IMutableProperty FindProperty(IColumn column)
        => FindProperty(ColumnRef.Of(column));

    /// <exception cref="PhasedException">EFP4008: the model has no such index.</exception>
    public IMutableIndex FindIndex(ITableIndex index)
    {
        var table = TableRef.Of(index.Table);
        var store = StoreObjectIdentifier.Table(table.Table, table.Schema);
        return Model.GetEntityTypes()
            .Where(e => IsMappedTo(e, table))
            .SelectMany(e => e.GetDeclaredIndexes())
            .FirstOrDefault(i => i.GetDatabaseName(store) == index.Name)
            ?? throw Unsupported($"the index {index.Name} cannot be found");
    }

    /// <exception cref="PhasedException">EFP4008: the model has no such foreign key.</exception>
    public IMutableForeignKey FindForeignKey(IForeignKeyConstraint constraint)
    {
        var principal = StoreObjectIdentifier.Table(constraint.PrincipalTable.Name, constraint.PrincipalTable.Schema);
        return OnTable(constraint.Table.Name, constraint.Table.Schema, out var store)
            .SelectMany(e => e.GetDeclaredForeignKeys())
            .FirstOrDefault(f => f.GetConstraintName(store, principal) == constraint.Name)
            ?? throw Unsupported($"the foreign key {constraint.Name} cannot be found");
    }

    /// <summary>The primary or alternate key that a constraint is made from; null when the model has none.</summary>
    public IMutableKey? FindKey(IUniqueConstraint constraint)
        => OnTable(constraint.Table.Name, constraint.Table.Schema, out var store)
            .SelectMany(e => e.GetDeclaredKeys())
            .FirstOrDefault(k => k.GetName(store) == constraint.Name);

    private IEnumerable<IMutableEntityType> OnTable(string name, string? schema, out StoreObjectIdentifier store)
    {
        var table = new TableRef(name, schema);
        store = StoreObjectIdentifier.Table(name, schema);
        return Model.GetEntityTypes().Where(e => IsMappedTo(e, table));
    }

    public static bool IsMappedTo(IReadOnlyEntityType entity, TableRef table)
        => IsMainTable(entity, table) || HasFragment(entity, table);

    /// <summary>Maps a property to a column, which may be in a table that has but some of the entity's properties.</summary>
    public static void Place(IMutableProperty property, IColumn column)
    {
        var table = TableRef.Of(column.Table);
        property.RemoveAnnotation(RelationalAnnotationNames.RelationalOverrides);
        if (HasFragment(EntityOf(property), table))
            property.SetColumnName(column.Name, StoreObjectIdentifier.Table(table.Table, table.Schema));
        else
            property.SetColumnName(column.Name);
    }

    private static bool HasFragment(IReadOnlyEntityType entity, TableRef table)
        => entity.GetMappingFragments(StoreObjectType.Table).Any(f => f.StoreObject.Name == table.Table && f.StoreObject.Schema == table.Schema);

    private static bool IsMainTable(IReadOnlyEntityType entity, TableRef table) => entity.GetTableName() == table.Table && entity.GetSchema() == table.Schema;

    /// <summary>A name for a shadow property that no member of the class bears.</summary>
    public static string FreeName(IMutableEntityType entity, string name)
    {
        var free = name;
        while (entity.FindProperty(free) is not null || entity.FindNavigation(free) is not null || entity.IsIgnored(free)
            || entity.GetDerivedTypes().Any(d => d.FindDeclaredProperty(free) is not null || d.FindDeclaredNavigation(free) is not null)
            || entity.ClrType.GetMember(free, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length > 0)
            free += "_";
        return free;
    }

    /// <summary>Adds a column of another model as a shadow property. Who numbers it is left open.</summary>
    /// <param name="entity">The type that gets the property.</param>
    /// <param name="column">The column.</param>
    /// <param name="relaxed">It takes nulls even where the other model forbids them.</param>
    public static IMutableProperty AddColumn(IMutableEntityType entity, IColumn column, bool relaxed = false)
    {
        var old = PropertyOf(column);
        var nullable = column.IsNullable || relaxed;
        var isText = old is null || (ServerEnum.Is(column) && !ColumnFacets.HasDefault(column));
        var type = isText ? typeof(string) : old!.GetValueConverter()?.ProviderClrType ?? old.ClrType;
        if (nullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
            type = typeof(Nullable<>).MakeGenericType(type);

        var property = entity.AddProperty(FreeName(entity, old?.Name ?? column.Name), type);
        if (old is not null)
            CopyAnnotations(old, property);

        // Its table or the database may have another one in this model.
        CharSets.Keep(column, property);
        Place(property, column);
        property.SetColumnType(column.StoreType);
        property.IsNullable = nullable;
        return property;
    }

    /// <summary>The property that a column is made from; null for a JSON document, which no property is mapped to.</summary>
    public static IProperty? PropertyOf(IColumn column) => column.PropertyMappings is [var mapping, ..] ? mapping.Property : null;

    // Annotations of the class's own mapping (accessors, CLR sentinels) stay behind: a shadow property has none.
    public static void CopyAnnotations(IReadOnlyProperty from, IMutableProperty to)
    {
        foreach (var annotation in from.GetAnnotations().Where(a => a.Name.Contains(':', StringComparison.Ordinal)))
            to.SetAnnotation(annotation.Name, annotation.Value);
        to.SetMaxLength(from.GetMaxLength());
        to.SetPrecision(from.GetPrecision());
        to.SetScale(from.GetScale());
        to.SetIsUnicode(from.IsUnicode());
    }

    public static void CopyIndex(IReadOnlyIndex from, IMutableIndex to, string? databaseName)
    {
        foreach (var annotation in from.GetAnnotations())
            to.SetAnnotation(annotation.Name, annotation.Value);
        to.IsUnique = from.IsUnique;
        to.IsDescending = from.IsDescending;
        to.SetDatabaseName(databaseName);
    }

    public PhasedException Unsupported(string what) => DesignErrors.UnsupportedShape(what, Change);
}
