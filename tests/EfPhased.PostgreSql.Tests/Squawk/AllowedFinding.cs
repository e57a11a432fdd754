using System.Text.Json;
using System.Text.RegularExpressions;

namespace EfPhased.PostgreSql.Tests.Squawk;

/// <summary>
/// A finding of squawk's that we know better about.
/// </summary>
/// <param name="Rule">squawk's rule.</param>
/// <param name="Reason">Why it does not apply to us.</param>
/// <param name="NewTables">Only on tables that the same script makes.</param>
/// <param name="Context">Only where the statement, with the line before it and the line after it, matches this pattern.</param>
internal sealed record AllowedFinding(string Rule, string Reason, bool NewTables, string? Context)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static IReadOnlyList<AllowedFinding> Read(string path) => JsonSerializer.Deserialize<List<AllowedFinding>>(File.ReadAllText(path), Options)!;

    public bool Covers(SquawkFinding finding, SquawkScript script)
        => Rule == finding.Rule
            && (!NewTables || script.IsOnNewTable(finding))
            && (Context is null || Regex.IsMatch(script.ContextOf(finding), Context, RegexOptions.CultureInvariant));
}
