using System.Globalization;
using System.Text.RegularExpressions;

namespace EfPhased.Dialects;

/// <summary>
/// A store type taken apart: <c>timestamp(3) with time zone</c> is the name <c>timestamp with time zone</c> and the facet 3.
/// </summary>
/// <param name="Name">The lower-case name without facets, but with what stands behind them.</param>
/// <param name="Facets">What stands in the parentheses, as written.</param>
internal sealed partial record StoreType(string Name, IReadOnlyList<string> Facets)
{
    public static StoreType Parse(string storeType)
    {
        var match = Shape().Match(storeType.Trim());
        var name = Spaces().Replace($"{match.Groups["before"].Value} {match.Groups["after"].Value}".Trim(), " ");
        var facets = match.Groups["facets"];
        return new StoreType(
            name.Contains('"', StringComparison.Ordinal) ? name : name.ToLowerInvariant(),
            facets.Success ? Split(facets.Value) : []);
    }

    /// <summary>A facet that is a number; null where it is not given.</summary>
    public int? Number(int index)
        => index < Facets.Count && int.TryParse(Facets[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // The members of an ENUM are quoted, and may have commas and parentheses of their own.
    private static string[] Split(string facets) => [.. Facet().Matches(facets).Select(m => m.Value.Trim())];

    [GeneratedRegex(@"^(?<before>[^(]*)(\((?<facets>('([^'\\]|''|\\.)*'|[^')])*)\)(?<after>.*))?$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"'([^'\\]|''|\\.)*'|[^,\s][^,]*", RegexOptions.CultureInvariant)]
    private static partial Regex Facet();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
