using System.Globalization;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// What a model says of the numbers that the server gives to a column, as the provider writes it into one annotation.
/// </summary>
internal sealed record NumberingOptions
{
    /// <summary>How the annotation's name ends.</summary>
    public const string Annotation = ":IdentitySequenceOptions";

    /// <summary>The first number; null for the least, which is 1 unless <see cref="Min"/> says otherwise.</summary>
    public long? Start { get; init; }

    public long Increment { get; init; } = 1;

    public long? Min { get; init; }

    public long? Max { get; init; }

    public bool IsCyclic { get; init; }

    public long Cache { get; init; } = 1;

    /// <summary>The column's options; null where the model has none.</summary>
    public static NumberingOptions? Of(ColumnOperation column) => Of(column.GetAnnotations());

    /// <summary>The options among annotations; null where there are none.</summary>
    public static NumberingOptions? Of(IEnumerable<IAnnotation> annotations)
        => annotations.FirstOrDefault(a => a.Name.EndsWith(Annotation, StringComparison.Ordinal))?.Value
            is string text && text.Split(',') is [var start, var increment, var min, var max, var cyclic, var cache]
                ? new NumberingOptions
                {
                    Start = Number(start), Increment = Number(increment) ?? 1, Min = Number(min), Max = Number(max),
                    IsCyclic = bool.TryParse(Unquoted(cyclic), out var isCyclic) && isCyclic, Cache = Number(cache) ?? 1,
                }
                : null;

    /// <summary>The server goes on numbering the column, and is told another thing about it.</summary>
    public static bool Change(AlterColumnOperation alter)
        => alter.IsNumbered() && alter.OldColumn.IsNumbered() && (Of(alter) ?? new()) != (Of(alter.OldColumn) ?? new());

    /// <summary>The annotation's value.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"'{Start}', '{Increment}', '{Min}', '{Max}', '{IsCyclic}', '{Cache}'");

    private static long? Number(string part) => long.TryParse(Unquoted(part), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Unquoted(string part) => part.Trim().Trim('\'');
}
