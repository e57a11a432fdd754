using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The new alternate key is not there yet. What refers to it is not either, so it comes after the foreign keys.</summary>
internal sealed record LeaveOutKey(IUniqueConstraint Constraint) : ModelEdit
{
    public override EditOrder Order => EditOrder.Indexes;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var key = editor.FindKey(Constraint) ?? throw editor.Unsupported($"the key {Constraint.Name} cannot be found");
        if (key.GetReferencingForeignKeys().FirstOrDefault() is { } foreignKey)
            throw editor.Unsupported($"{foreignKey.GetConstraintName()} refers to {Constraint.Name} before that key can be enforced");
        key.DeclaringEntityType.RemoveKey(key);
    }
}
