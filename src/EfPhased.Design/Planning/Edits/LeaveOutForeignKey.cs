using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The new foreign key is not there yet; its columns and their indexes are.</summary>
internal sealed record LeaveOutForeignKey(IForeignKeyConstraint ForeignKey) : ModelEdit
{
    public override EditOrder Order => EditOrder.ForeignKeys;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var foreignKey = editor.FindForeignKey(ForeignKey);
        var entity = foreignKey.DeclaringEntityType;

        // EF's conventions take the index along.
        var indexes = entity.GetDeclaredIndexes().Where(i => i.Properties.Any(foreignKey.Properties.Contains))
            .Select(i => (Index: (IReadOnlyIndex)i, DatabaseName: i.GetDatabaseName())).ToList();
        entity.RemoveForeignKey(foreignKey);
        foreach (var (index, databaseName) in indexes)
        {
            IReadOnlyList<IMutableProperty> properties = [.. index.Properties.Select(p => entity.FindProperty(p.Name)!)];
            if (index.Name is null ? entity.FindIndex(properties) is null : entity.FindIndex(index.Name) is null)
                ModelEditor.CopyIndex(index, index.Name is null ? entity.AddIndex(properties) : entity.AddIndex(properties, index.Name), databaseName);
        }
    }
}
