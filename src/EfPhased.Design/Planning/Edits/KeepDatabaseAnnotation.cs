using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning.Edits;

/// <summary>What the provider keeps of the database itself, such as an enum type, is still there.</summary>
internal sealed record KeepDatabaseAnnotation(string Name, object? Value) : ModelEdit
{
    public override EditOrder Order => EditOrder.Model;

    public override void Apply(ModelEditor editor, Phase phase) => editor.Model.SetAnnotation(Name, Value);
}
