using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The new column has a default before Contract.</summary>
/// <param name="Column">The column, of the new model.</param>
/// <param name="Value">The default as the database stores it.</param>
internal sealed record DefaultMeanwhile(IColumn Column, object Value) : ModelEdit
{
    public override EditOrder Order => EditOrder.NewColumns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var property = editor.FindProperty(Column);
        var generated = property.ValueGenerated;
        property.SetDefaultValue(property.GetValueConverter() is { } converter ? converter.ConvertFromProvider(Value) : Value);
        property.ValueGenerated = generated;
    }
}
