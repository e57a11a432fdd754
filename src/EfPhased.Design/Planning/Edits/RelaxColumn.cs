using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The new column is nullable until Switch, or until Contract.</summary>
/// <param name="Column">The column, of the new model.</param>
/// <param name="WithoutDefault">It has no default before the end of Contract, because a trigger could not tell an omitted value.</param>
internal sealed record RelaxColumn(IColumn Column, bool WithoutDefault) : ModelEdit
{
    /// <summary>The phase that makes it required.</summary>
    public Phase Until { get; init; } = Phase.Switch;

    public override EditOrder Order => EditOrder.NewColumns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        if (Column.PropertyMappings.Count == 0)
        {
            RelaxDocument(editor, phase);
            return;
        }

        var property = editor.FindProperty(Column);
        if (WithoutDefault)
        {
            property.RemoveAnnotation(RelationalAnnotationNames.DefaultValue);
            property.RemoveAnnotation(RelationalAnnotationNames.DefaultValueSql);

            // A number that the server generates without a default is an identity to the providers.
            if (ColumnFacets.HasDefault(Column))
                property.ValueGenerated = ValueGenerated.Never;
        }

        if (phase >= Until || Column.IsNullable)
            return;

        if (!property.ClrType.IsValueType || Nullable.GetUnderlyingType(property.ClrType) is not null)
            property.IsNullable = true;
        else
            ReplaceByNullable(property, Column);
    }

    // The property of a class cannot become nullable when its type is not, so another one takes over its column.
    private static void ReplaceByNullable(IMutableProperty property, IColumn column)
    {
        var entity = ModelEditor.EntityOf(property);
        var replacement = entity.AddProperty(
            ModelEditor.FreeName(entity, property.Name), typeof(Nullable<>).MakeGenericType(property.ClrType));
        ModelEditor.CopyAnnotations(property, replacement);
        ModelEditor.Place(replacement, column);
        replacement.SetValueConverter(property.GetValueConverter());
        replacement.SetProviderClrType(property.GetProviderClrType());
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
            ModelEditor.CopyIndex(index, again, databaseName);
        }

        var declaring = property.DeclaringType;
        declaring.RemoveProperty(property);
        declaring.AddIgnored(property.Name);
    }

    // A JSON document is required when its owner requires the owned or complex type.
    private void RelaxDocument(ModelEditor editor, Phase phase)
    {
        if (phase >= Until || Column.IsNullable)
            return;
        if (editor.Model.GetEntityTypes().FirstOrDefault(e => IsDocument(e) && e.FindOwnership() is { } ownership
            && !ownership.PrincipalEntityType.IsMappedToJson() && IsOnTable(ownership.PrincipalEntityType)) is { } owned)
            owned.FindOwnership()!.IsRequiredDependent = false;
        else if (editor.Model.GetEntityTypes().Where(IsOnTable).SelectMany(e => e.GetComplexProperties()).FirstOrDefault(c => IsDocument(c.ComplexType)) is { } complex)
            complex.IsNullable = true;
        else
            throw editor.Unsupported($"no owned or complex type is mapped to {Column.Table.Name}.{Column.Name}");
    }

    private bool IsDocument(IReadOnlyTypeBase type) => RelationalTypeBaseExtensions.GetContainerColumnName(type) == Column.Name;

    private bool IsOnTable(IReadOnlyEntityType entity) => ModelEditor.IsMappedTo(entity, TableRef.Of(Column.Table));
}
