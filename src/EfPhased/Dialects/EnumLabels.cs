using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfPhased.Dialects;

/// <summary>The labels of an enum type before and after a change, or of two types, in their order.</summary>
internal sealed record EnumLabels(IReadOnlyList<string> Old, IReadOnlyList<string> New)
{
    /// <summary>The labels of a column's type, as the model declares it; none where the type is no enum of the server's own.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyAnnotatable model, string storeType)
        => Split(model[$"Npgsql:Enum:{Name(storeType)}"]?.ToString());

    /// <summary>A type's name as the model has it, without the quotes of a store type.</summary>
    public static string Name(string storeType) => storeType.Replace("\"", "", StringComparison.Ordinal);

    /// <summary>A name for a type that takes the place of another.</summary>
    public static string NextType(string storeType) => storeType.EndsWith('"') ? $"{storeType[..^1]}_2\"" : $"{storeType}_2";

    public static IReadOnlyList<string> Split(string? labels) => labels?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    public IEnumerable<string> Added => New.Except(Old);

    public IEnumerable<string> Removed => Old.Except(New);

    public EnumLabels Reversed => new(New, Old);

    /// <summary>All that were there are there, in their order, with new ones before, between or after them.</summary>
    public bool OnlyGrow => New.Intersect(Old).SequenceEqual(Old);
}
