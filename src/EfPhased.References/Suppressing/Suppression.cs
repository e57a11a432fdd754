using System.Text.RegularExpressions;
using EfPhased.References.Files;

namespace EfPhased.References.Suppressing;

/// <summary>
/// <c>ef-phased:ignore reason</c> in a comment: on the line of a finding, or alone on the line above it.
/// </summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Applies">The line whose findings it suppresses.</param>
internal sealed partial record Suppression(int Line, int Applies, string Reason)
{
    public static IEnumerable<Suppression> Find(string text)
    {
        if (!text.Contains(NameFilter.Marker, StringComparison.OrdinalIgnoreCase))
            yield break;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Comment().Match(lines[i]) is not { Success: true } match)
                continue;
            var alone = string.IsNullOrWhiteSpace(lines[i][..match.Index]);
            yield return new Suppression(i + 1, alone ? NextLine(lines, i) : i + 1, match.Groups["reason"].Value.Trim());
        }
    }

    private static int NextLine(string[] lines, int index)
    {
        var next = index + 1;
        while (next < lines.Length &&
            (string.IsNullOrWhiteSpace(lines[next]) || Comment().IsMatch(lines[next]) &&
            string.IsNullOrWhiteSpace(lines[next][..Comment().Match(lines[next]).Index])))
            next++;
        return next + 1;
    }

    [GeneratedRegex(@"(?://|--|\#|<!--|/\*|@\*|'|;)\s*ef-phased:ignore\b:?(?<reason>.*?)(?:-->|\*/|\*@)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();
}
