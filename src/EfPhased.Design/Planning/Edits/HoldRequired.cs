using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The column refuses nulls until Contract, as before.</summary>
/// <param name="Column">The column, of the new model.</param>
internal sealed record HoldRequired(IColumn Column) : ModelEdit
{
    public override EditOrder Order => EditOrder.NewColumns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var property = editor.FindProperty(Column);
        var behaviors = property.GetContainingForeignKeys().Select(f => (Key: f, f.DeleteBehavior)).ToList();
        property.IsNullable = false;

        // A required foreign key cascades by convention; this one stays as the new model has it.
        foreach (var (key, behavior) in behaviors)
            key.DeleteBehavior = behavior;
    }
}
