using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The old primary key is still there, and the new one is not.</summary>
internal sealed record KeepPrimaryKey(IPrimaryKeyConstraint Key) : ModelEdit
{
    public override EditOrder Order => EditOrder.Keys;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var entity = editor.EntityOf(TableRef.Of(Key.Table));
        var @new = entity.FindPrimaryKey();

        // EF's conventions decide anew which columns the server numbers.
        var generated = entity.GetProperties().ToDictionary(p => p, p => p.ValueGenerated);
        var key = entity.SetPrimaryKey(Key.Columns.Select(editor.FindProperty).ToList());
        key!.SetName(Key.Name);
        if (@new is not null && @new != key && @new.DeclaringEntityType.FindKey(@new.Properties) is { } left)
        {
            if (left.GetReferencingForeignKeys().FirstOrDefault() is { } foreignKey)
                throw editor.Unsupported($"{foreignKey.GetConstraintName()} refers to the new primary key of {Key.Table.Name} before that key can be enforced");
            left.DeclaringEntityType.RemoveKey(left);
        }

        foreach (var (property, value) in generated)
            property.ValueGenerated = value;
    }
}
