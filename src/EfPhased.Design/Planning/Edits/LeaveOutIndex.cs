using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The new index is not there yet.</summary>
internal sealed record LeaveOutIndex(ITableIndex Index) : ModelEdit
{
    public override EditOrder Order => EditOrder.Indexes;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var index = editor.FindIndex(Index);
        index.DeclaringEntityType.RemoveIndex(index);
    }
}
