using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>Beside the column is another one, which takes its place in Switch.</summary>
/// <param name="Before">The column, of the old model.</param>
/// <param name="After">The column, of the new model.</param>
/// <param name="Other">The name of the one beside it.</param>
internal sealed record SwapColumn(IColumn Before, IColumn After, string Other) : ModelEdit
{
    public override EditOrder Order => EditOrder.NewColumns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var (own, beside) = phase == Phase.Expand ? (Before, After) : (After, Before);
        editor.FindProperty(After).SetColumnType(own.StoreType);

        var entity = editor.EntityOf(TableRef.Of(After.Table));
        var property = entity.AddProperty(ModelEditor.FreeName(entity, Other), typeof(Nullable<>).MakeGenericType(ColumnFacets.ProviderType(beside)));
        property.SetColumnName(Other);
        property.SetColumnType(beside.StoreType);
        property.IsNullable = true;
        property.ValueGenerated = ValueGenerated.Never;
    }
}
