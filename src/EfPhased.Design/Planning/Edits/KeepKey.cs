using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The old alternate key is still there.</summary>
internal sealed record KeepKey(IUniqueConstraint Constraint) : ModelEdit
{
    public override EditOrder Order => EditOrder.Keys;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var entity = editor.EntityOf(TableRef.Of(Constraint.Table));
        IReadOnlyList<IMutableProperty> properties = [.. Constraint.Columns.Select(editor.FindProperty)];
        var key = entity.FindKey(properties) ?? entity.AddKey(properties)
            ?? throw editor.Unsupported($"the key {Constraint.Name} cannot be kept");
        key.SetName(Constraint.Name);
    }
}
