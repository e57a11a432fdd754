using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>
/// The old table is still there, as an entity type of its own whose properties are the columns: which classes shared it does not
/// matter to the database. Its foreign keys are edits of their own.
/// </summary>
internal sealed record KeepTable(ITable Table) : ModelEdit
{
    public override EditOrder Order => EditOrder.Tables;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var old = Table.EntityTypeMappings.First().TypeBase;
        var entity = editor.Model.AddEntityType(FreeName(editor.Model, old.Name));
        entity.SetTableName(Table.Name);
        entity.SetSchema(Table.Schema);
        entity.SetComment(Table.Comment);
        foreach (var annotation in Table.GetAnnotations().Where(a => !a.Name.StartsWith("Relational:", StringComparison.Ordinal)))
            entity.SetAnnotation(annotation.Name, annotation.Value);

        var properties = Table.Columns.ToDictionary(c => c, c => ModelEditor.AddColumn(entity, c));
        IReadOnlyList<IMutableProperty> Of(IEnumerable<IColumn> columns) => [.. columns.Select(c => properties[c])];

        if (Table.PrimaryKey is { } primaryKey)
            entity.SetPrimaryKey(Of(primaryKey.Columns))!.SetName(primaryKey.Name);
        else
            entity.IsKeyless = true;

        // A column called after the table, or Id, makes a key by convention.
        foreach (var made in entity.GetDeclaredKeys().Where(k => !k.IsPrimaryKey()).ToList())
            entity.RemoveKey(made);
        foreach (var unique in Table.UniqueConstraints.Where(u => u != Table.PrimaryKey))
            entity.AddKey(Of(unique.Columns))!.SetName(unique.Name);
        foreach (var index in Table.Indexes)
            ModelEditor.CopyIndex(index.MappedIndexes.First(), entity.AddIndex(Of(index.Columns), index.Name), index.Name);
        foreach (var check in Table.CheckConstraints)
            entity.AddCheckConstraint(check.Name!, check.Sql);
        foreach (var (column, property) in properties)
        {
            property.ValueGenerated = Follows(column) ? ValueGenerated.Never : ModelEditor.PropertyOf(column)?.ValueGenerated ?? ValueGenerated.Never;
            foreach (var strategy in Follows(column) ? property.GetAnnotations().Where(a => a.Name.EndsWith(":ValueGenerationStrategy", StringComparison.Ordinal)).ToList() : [])
                property.RemoveAnnotation(strategy.Name);
        }
    }

    // The key of a part of an entity, or of a subtype's table, is that of the table it refers to: only there is it numbered.
    private bool Follows(IColumn column) => ModelEditor.PropertyOf(column) is { } property && Table.ForeignKeyConstraints.Any(f =>
        f.Columns.Contains(column) && f.PrincipalTable != Table
        && f.PrincipalColumns[f.Columns.ToList().IndexOf(column)].PropertyMappings.Any(m => m.Property == property));

    private static string FreeName(IReadOnlyModel model, string name)
    {
        while (model.FindEntityType(name) is not null)
            name += "_";
        return name;
    }
}
