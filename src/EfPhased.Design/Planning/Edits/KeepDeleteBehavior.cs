using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The foreign key still bears its old name and does what it did when its principal is deleted.</summary>
internal sealed record KeepDeleteBehavior(IForeignKeyConstraint New, IForeignKeyConstraint Old) : ModelEdit
{
    public override EditOrder Order => EditOrder.ForeignKeys;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var foreignKey = editor.FindForeignKey(New);
        foreignKey.DeleteBehavior = Old.MappedForeignKeys.First().DeleteBehavior;
        foreignKey.SetConstraintName(Old.Name);
    }
}
