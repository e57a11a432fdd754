using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The old column is still there.</summary>
/// <param name="Column">The column, of the old model.</param>
/// <param name="Default">The default that it is given meanwhile, so that the new version's inserts may leave it out.</param>
internal sealed record KeepColumn(IColumn Column, object? Default = null) : ModelEdit
{
    public override EditOrder Order => EditOrder.Columns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var old = Column.PropertyMappings is [var mapping, ..] ? mapping.Property : null;
        var entity = editor.EntityOf(new TableRef(Column.Table.Name, Column.Table.Schema));

        // A JSON document is a column that no property is mapped to.
        var type = old is null ? typeof(string) : old.GetValueConverter()?.ProviderClrType ?? old.ClrType;
        if (Column.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
            type = typeof(Nullable<>).MakeGenericType(type);

        var property = entity.AddProperty(ModelEditor.FreeName(entity, old?.Name ?? Column.Name), type);
        if (old is not null)
            ModelEditor.CopyAnnotations(old, property);
        property.RemoveAnnotation(RelationalAnnotationNames.RelationalOverrides);
        property.SetColumnName(Column.Name);
        property.SetColumnType(Column.StoreType);
        property.IsNullable = Column.IsNullable;
        property.ValueGenerated = old?.ValueGenerated ?? ValueGenerated.Never;
        if (Default is not null)
            property.SetDefaultValue(Default);
    }
}
