using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The new index bears another name until the old one, whose name it takes, is gone. Asked for before that one is kept.</summary>
internal sealed record RenameIndexMeanwhile(ITableIndex Index, string Name) : ModelEdit
{
    public override EditOrder Order => EditOrder.Indexes;

    public override void Apply(ModelEditor editor, Phase phase)
        => editor.FindIndex(Index).SetDatabaseName(Name);
}
