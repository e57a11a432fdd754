using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The server numbers the column in another way until Contract.</summary>
/// <param name="Column">The column, of the new model.</param>
/// <param name="Strategy">The way, in the provider's word.</param>
internal sealed record NumberMeanwhile(IColumn Column, string Strategy) : ModelEdit
{
    /// <summary>The column of the old model, where the new one leaves its numbers to the application.</summary>
    public IColumn? Like { get; init; }

    /// <summary>What the server is told of the numbers; null for what the new model says.</summary>
    public NumberingOptions? Options { get; init; }

    public override EditOrder Order => EditOrder.NewColumns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var (name, value) = Annotation((Like ?? Column).GetAnnotations().ToDictionary(a => a.Name, a => a.Value), Strategy);
        var property = editor.FindProperty(Column);
        property.SetAnnotation(name, value);
        if (Like is not null)
            property.ValueGenerated = ValueGenerated.OnAdd;
        if (Options is not null)
            property.SetAnnotation(name.Replace(OperationKinds.NumberingAnnotation, NumberingOptions.Annotation, StringComparison.Ordinal), Options.ToString());
    }

    /// <summary>Has an operation number its column in another way.</summary>
    public static void Apply(ColumnOperation column, IColumn like, string? strategy)
    {
        var (name, value) = Annotation(like.GetAnnotations().ToDictionary(a => a.Name, a => a.Value), strategy);
        column.RemoveAnnotation(name);
        if (value is not null)
            column[name] = value;
    }

    // The provider's own enum, which is not referenced here.
    private static (string Name, object? Value) Annotation(Dictionary<string, object?> annotations, string? strategy)
    {
        var (name, value) = annotations.First(a => a.Key.EndsWith(OperationKinds.NumberingAnnotation, StringComparison.Ordinal));
        return (name, strategy is null ? null : Enum.Parse(value!.GetType(), strategy));
    }
}
