using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The old index is still there.</summary>
internal sealed record KeepIndex(ITableIndex Index) : ModelEdit
{
    public override EditOrder Order => EditOrder.Indexes;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var old = Index.MappedIndexes.First();
        var entity = editor.EntityOf(new TableRef(Index.Table.Name, Index.Table.Schema));
        IReadOnlyList<IMutableProperty> properties = [.. Index.Columns.Select(editor.FindProperty)];
        var again = entity.FindIndex(properties) ?? entity.AddIndex(properties);
        ModelEditor.CopyIndex(old, again, Index.Name);
    }
}
