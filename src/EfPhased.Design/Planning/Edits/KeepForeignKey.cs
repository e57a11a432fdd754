using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The old foreign key is still there.</summary>
internal sealed record KeepForeignKey(IForeignKeyConstraint ForeignKey) : ModelEdit
{
    /// <summary>What it does meanwhile to rows whose principal is deleted; what it always did when null.</summary>
    public DeleteBehavior? Meanwhile { get; init; }

    public override EditOrder Order => EditOrder.ForeignKeys;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var old = ForeignKey.MappedForeignKeys.First();
        var entity = editor.EntityOf(TableRef.Of(ForeignKey.Table));
        var principal = editor.EntityOf(TableRef.Of(ForeignKey.PrincipalTable));
        var principalKey = principal.FindKey([.. ForeignKey.PrincipalColumns.Select(editor.FindProperty)])
            ?? throw editor.Unsupported($"{ForeignKey.Name} refers to a key that the new model no longer has");

        var again = entity.AddForeignKey([.. ForeignKey.Columns.Select(editor.FindProperty)], principalKey, principal);
        again.SetConstraintName(ForeignKey.Name);
        again.DeleteBehavior = Meanwhile ?? old.DeleteBehavior;
        again.IsUnique = old.IsUnique;
    }
}
