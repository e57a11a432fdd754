using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EfPhased.Design.Planning;

/// <summary>
/// Builds the models between old and new: the new model as its code makes it, edited before it is finished. Starting from the new
/// one, everything that the change does not touch is right without our knowing of it.
/// </summary>
internal sealed class IntermediateModels(DbContext context, string change)
{
    private readonly EditableModelSource _source = new(context.GetService<ModelSourceDependencies>());

    /// <summary>The target model of a phase.</summary>
    /// <param name="edits">What recipes ask for.</param>
    /// <param name="phase">Expand or Switch.</param>
    /// <exception cref="PhasedException">EFP4008: the model has a shape that cannot be carried through the phases.</exception>
    public IModel Build(IReadOnlyList<ModelEdit> edits, Phase phase)
    {
        var creation = context.GetService<ModelCreationDependencies>();
        var model = _source.Create(context, creation);

        // Columns first: what is kept of indexes and foreign keys stands on them.
        foreach (var relax in edits.OfType<RelaxColumn>())
            Relax(model, relax, phase);
        foreach (var keep in edits.OfType<KeepColumn>())
            Keep(model, keep);
        foreach (var keep in edits.OfType<KeepForeignKey>())
            Keep(model, keep.ForeignKey);
        foreach (var keep in edits.OfType<KeepIndex>())
            Keep(model, keep.Index);
        foreach (var rename in edits.OfType<RenameIndexMeanwhile>())
            FindIndex(model, rename.Index).SetDatabaseName(rename.Name);

        return context.GetService<IModelRuntimeInitializer>().Initialize((IModel)model, designTime: true, validationLogger: null);
    }

    private void Relax(IMutableModel model, RelaxColumn relax, Phase phase)
    {
        var property = FindProperty(model, relax.Column);
        if (relax.WithoutDefault)
        {
            property.RemoveAnnotation(RelationalAnnotationNames.DefaultValue);
            property.RemoveAnnotation(RelationalAnnotationNames.DefaultValueSql);

            // A number that the server generates without a default is an identity to the providers.
            if (ColumnFacets.HasDefault(relax.Column))
                property.ValueGenerated = ValueGenerated.Never;
        }

        if (phase != Phase.Expand || relax.Column.IsNullable)
            return;

        if (!property.ClrType.IsValueType || Nullable.GetUnderlyingType(property.ClrType) is not null)
            property.IsNullable = true;
        else
            ReplaceByNullable(property);
    }

    // The property of a class cannot become nullable when its type is not, so another one takes over its column.
    private void ReplaceByNullable(IMutableProperty property)
    {
        var entity = EntityOf(property);
        var replacement = entity.AddProperty(FreeName(entity, property.Name), typeof(Nullable<>).MakeGenericType(property.ClrType));
        CopyAnnotations(property, replacement);
        replacement.SetColumnName(property.GetColumnName());
        replacement.SetValueConverter(property.GetValueConverter());
        replacement.ValueGenerated = property.ValueGenerated;

        IReadOnlyList<IMutableProperty> Replaced(IEnumerable<IMutableProperty> properties)
            => [.. properties.Select(p => p == property ? replacement : p)];

        // EF's conventions move indexes and delete behaviours along when a foreign key changes; both are put back as they were.
        var indexes = property.GetContainingIndexes().Select(i => (Index: i, DatabaseName: i.GetDatabaseName())).ToList();
        foreach (var foreignKey in property.GetContainingForeignKeys().ToList())
        {
            var deleteBehavior = foreignKey.DeleteBehavior;
            var constraintName = foreignKey.GetConstraintName();
            foreignKey.SetProperties(Replaced(foreignKey.Properties), foreignKey.PrincipalKey);
            foreignKey.IsRequired = false;
            foreignKey.DeleteBehavior = deleteBehavior;
            foreignKey.SetConstraintName(constraintName);
        }

        foreach (var (index, databaseName) in indexes)
        {
            var properties = Replaced(index.Properties);
            if (entity.FindIndex(index.Properties) is { } stale)
                entity.RemoveIndex(stale);
            var again = entity.FindIndex(properties) ?? (index.Name is null ? entity.AddIndex(properties) : entity.AddIndex(properties, index.Name));
            CopyIndex(index, again, databaseName);
        }

        entity.RemoveProperty(property);
        entity.AddIgnored(property.Name);
    }

    private void Keep(IMutableModel model, KeepColumn keep)
    {
        var old = keep.Column.PropertyMappings[0].Property;
        var entity = EntityOf(model, new TableRef(keep.Column.Table.Name, keep.Column.Table.Schema));
        var type = old.GetValueConverter()?.ProviderClrType ?? old.ClrType;
        if (keep.Column.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
            type = typeof(Nullable<>).MakeGenericType(type);

        var property = entity.AddProperty(FreeName(entity, old.Name), type);
        CopyAnnotations(old, property);
        property.SetColumnName(keep.Column.Name);
        property.SetColumnType(keep.Column.StoreType);
        property.IsNullable = keep.Column.IsNullable;
        property.ValueGenerated = old.ValueGenerated;
        if (keep.Default is not null)
            property.SetDefaultValue(keep.Default);
    }

    private void Keep(IMutableModel model, IForeignKeyConstraint constraint)
    {
        var old = constraint.MappedForeignKeys.First();
        var entity = EntityOf(model, new TableRef(constraint.Table.Name, constraint.Table.Schema));
        var principal = EntityOf(model, new TableRef(constraint.PrincipalTable.Name, constraint.PrincipalTable.Schema));
        var principalKey = principal.FindKey([.. constraint.PrincipalColumns.Select(c => FindProperty(model, c))])
            ?? throw DesignErrors.UnsupportedShape($"{constraint.Name} refers to a key that the new model no longer has", change);

        var foreignKey = entity.AddForeignKey([.. constraint.Columns.Select(c => FindProperty(model, c))], principalKey, principal);
        foreignKey.SetConstraintName(constraint.Name);
        foreignKey.DeleteBehavior = old.DeleteBehavior;
        foreignKey.IsUnique = old.IsUnique;
    }

    private void Keep(IMutableModel model, ITableIndex index)
    {
        var old = index.MappedIndexes.First();
        var entity = EntityOf(model, new TableRef(index.Table.Name, index.Table.Schema));
        IReadOnlyList<IMutableProperty> properties = [.. index.Columns.Select(c => FindProperty(model, c))];
        var again = entity.FindIndex(properties) ?? entity.AddIndex(properties);
        CopyIndex(old, again, index.Name);
    }

    private static void CopyIndex(IReadOnlyIndex from, IMutableIndex to, string? databaseName)
    {
        foreach (var annotation in from.GetAnnotations())
            to.SetAnnotation(annotation.Name, annotation.Value);
        to.IsUnique = from.IsUnique;
        to.IsDescending = from.IsDescending;
        to.SetDatabaseName(databaseName);
    }

    // Annotations of the class's own mapping (accessors, CLR sentinels) stay behind: a shadow property has none.
    private static void CopyAnnotations(IReadOnlyProperty from, IMutableProperty to)
    {
        foreach (var annotation in from.GetAnnotations().Where(a => a.Name.Contains(':', StringComparison.Ordinal)))
            to.SetAnnotation(annotation.Name, annotation.Value);
        to.SetMaxLength(from.GetMaxLength());
        to.SetPrecision(from.GetPrecision());
        to.SetScale(from.GetScale());
        to.SetIsUnicode(from.IsUnicode());
    }

    private IMutableEntityType EntityOf(IMutableProperty property)
        => property.DeclaringType as IMutableEntityType is { } entity && !entity.IsOwned()
            ? entity
            : throw DesignErrors.UnsupportedShape($"{property.DeclaringType.DisplayName()}.{property.Name} belongs to an owned or complex type", change);

    private IMutableEntityType EntityOf(IMutableModel model, TableRef table)
        => model.GetEntityTypes().FirstOrDefault(e => e.BaseType is null && !e.IsOwned() && IsMappedTo(e, table))
            ?? throw DesignErrors.UnsupportedShape($"no entity type of its own is mapped to {table}", change);

    private IMutableProperty FindProperty(IMutableModel model, IColumn column)
    {
        var table = new TableRef(column.Table.Name, column.Table.Schema);
        var store = StoreObjectIdentifier.Table(table.Table, table.Schema);
        return model.GetEntityTypes()
            .Where(e => IsMappedTo(e, table))
            .SelectMany(e => e.GetProperties())
            .FirstOrDefault(p => p.GetColumnName(store) == column.Name)
            ?? throw DesignErrors.UnsupportedShape($"no property is mapped to {table}.{column.Name}", change);
    }

    private IMutableIndex FindIndex(IMutableModel model, ITableIndex index)
        => EntityOf(model, new TableRef(index.Table.Name, index.Table.Schema))
            .FindIndex([.. index.Columns.Select(c => FindProperty(model, c))])
            ?? throw DesignErrors.UnsupportedShape($"the index {index.Name} cannot be given another name", change);

    private static bool IsMappedTo(IReadOnlyEntityType entity, TableRef table)
        => entity.GetTableName() == table.Table && entity.GetSchema() == table.Schema;

    private static string FreeName(IMutableEntityType entity, string name)
    {
        var free = name;
        while (entity.FindProperty(free) is not null || entity.FindNavigation(free) is not null || entity.IsIgnored(free)
            || entity.ClrType.GetMember(free, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public
                | System.Reflection.BindingFlags.NonPublic).Length > 0)
            free += "_";
        return free;
    }

    private sealed class EditableModelSource(ModelSourceDependencies dependencies) : ModelSource(dependencies)
    {
        public IMutableModel Create(DbContext context, ModelCreationDependencies creation)
            => (IMutableModel)CreateModel(context, creation.ConventionSetBuilder, creation.ModelDependencies);
    }
}
