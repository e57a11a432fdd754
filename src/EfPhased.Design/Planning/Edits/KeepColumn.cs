using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The old column is still there.</summary>
/// <param name="Column">The column, of the old model.</param>
/// <param name="Default">The default that it is given meanwhile, so that the new version's inserts may leave it out.</param>
/// <param name="Relaxed">It takes nulls meanwhile.</param>
internal sealed record KeepColumn(IColumn Column, object? Default = null, bool Relaxed = false) : ModelEdit
{
    public override EditOrder Order => EditOrder.Columns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var property = ModelEditor.AddColumn(editor.EntityOf(TableRef.Of(Column.Table)), Column, Relaxed);
        property.ValueGenerated = ModelEditor.PropertyOf(Column)?.ValueGenerated ?? ValueGenerated.Never;
        if (Default is not null)
            property.SetDefaultValue(Default);
    }
}
