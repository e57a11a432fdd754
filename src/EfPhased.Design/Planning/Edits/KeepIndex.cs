using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The old index is still there.</summary>
/// <param name="Index">The index, of the old model.</param>
/// <param name="Beside">True when the new model has an index on the same columns, which is another one.</param>
internal sealed record KeepIndex(ITableIndex Index, bool Beside = false) : ModelEdit
{
    public override EditOrder Order => EditOrder.Indexes;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var old = Index.MappedIndexes.First();
        var entity = editor.EntityOf(TableRef.Of(Index.Table));
        IReadOnlyList<IMutableProperty> properties = [.. Index.Columns.Select(editor.FindProperty)];

        // EF Core takes a foreign key's own index away when another one begins with its columns, unless somebody has asked for it.
        foreach (var own in ((IConventionEntityType)entity).GetDeclaredIndexes().Where(i => i.GetConfigurationSource() == ConfigurationSource.Convention).ToList())
            own.DeclaringEntityType.Builder.HasIndex(own.Properties, fromDataAnnotation: true);

        // Two indexes on the same properties are told apart by a name in the model; one that a convention made is this one.
        var again = Beside ? entity.AddIndex(properties, FreeName(entity)) : entity.FindIndex(properties) ?? entity.AddIndex(properties);
        ModelEditor.CopyIndex(old, again, Index.Name);
    }

    private string FreeName(IReadOnlyEntityType entity)
    {
        var name = Index.Name;
        while (entity.FindIndex(name) is not null)
            name += "_";
        return name;
    }
}
