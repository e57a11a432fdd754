namespace EfPhased.Dialects;

/// <summary>
/// How a value of one store type becomes one of another.
/// </summary>
/// <param name="Value">SQL with the column in braces.</param>
internal sealed record Conversion(string Value)
{
    /// <summary>What does not survive, in words that follow "values of ...": null where every value does.</summary>
    public string? Loss { get; init; }

    /// <summary>Labels that have no place among the new ones: the value says as far as it can what becomes of them, for the author to say.</summary>
    public IReadOnlyList<string> Undecided { get; init; } = [];

    /// <summary>What the server refuses to convert, so that writing it fails; null where it refuses nothing.</summary>
    public string? Refuses { get; init; }
}
