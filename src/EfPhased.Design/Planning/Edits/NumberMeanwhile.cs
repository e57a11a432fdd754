using System.Globalization;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning.Edits;

/// <summary>The server numbers the column in another way until Contract.</summary>
/// <param name="Column">The column, of the new model.</param>
/// <param name="Strategy">The way, in the provider's word.</param>
internal sealed record NumberMeanwhile(IColumn Column, string Strategy) : ModelEdit
{
    public override EditOrder Order => EditOrder.NewColumns;

    public override void Apply(ModelEditor editor, Phase phase)
    {
        var (name, value) = Annotation(Column.GetAnnotations().ToDictionary(a => a.Name, a => a.Value), Strategy);
        editor.FindProperty(Column).SetAnnotation(name, value);
    }

    /// <summary>The first number that the server gives, where the model says so.</summary>
    public static long? Start(ColumnOperation column)
        => Options(column) is string options && long.TryParse(options.Split(',')[0].Trim().Trim('\''), CultureInfo.InvariantCulture, out var start)
            ? start
            : null;

    public static bool HasOptions(ColumnOperation column) => Options(column) is not null;

    private static object? Options(ColumnOperation column)
        => column.GetAnnotations().FirstOrDefault(a => a.Name.EndsWith(":IdentityOptions", StringComparison.Ordinal)
            || a.Name.EndsWith(":IdentitySequenceOptions", StringComparison.Ordinal))?.Value;

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
