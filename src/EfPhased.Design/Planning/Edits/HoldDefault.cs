using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The column keeps its old default until Contract.</summary>
/// <param name="Column">The column, of the old model.</param>
internal sealed record HoldDefault(IColumn Column) : ModelEdit
{
    public override EditOrder Order => EditOrder.Columns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var property = editor.FindProperty(Column);
        property.RemoveAnnotation(RelationalAnnotationNames.DefaultValue);
        property.RemoveAnnotation(RelationalAnnotationNames.DefaultValueSql);
        if (Column.DefaultValueSql is { } sql)
            property.SetDefaultValueSql(sql);
        else if (Column.TryGetDefaultValue(out var value) && value is not null and not DBNull)
            property.SetDefaultValue(InModel(property, value));
    }

    // The old model knows the value as the server has it.
    private static object InModel(IMutableProperty property, object value)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsInstanceOfType(value))
            return value;
        if (property.GetValueConverter() is { } converter)
            return converter.ConvertFromProvider(value)!;
        return type.IsEnum
            ? value is string name ? Enum.Parse(type, name) : Enum.ToObject(type, value)
            : Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
    }
}
