using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The new index bears another name until the old one, whose name it takes, is gone.</summary>
internal sealed record RenameIndexMeanwhile(ITableIndex Index, string Name) : ModelEdit
{
    public override EditOrder Order => EditOrder.Names;

    public override void Apply(ModelEditor editor, Phase phase)
        => (editor.EntityOf(new TableRef(Index.Table.Name, Index.Table.Schema))
                .FindIndex([.. Index.Columns.Select(editor.FindProperty)])
            ?? throw editor.Unsupported($"the index {Index.Name} cannot be given another name"))
            .SetDatabaseName(Name);
}
