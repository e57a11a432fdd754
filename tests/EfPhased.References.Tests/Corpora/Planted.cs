using System.Text.RegularExpressions;

namespace EfPhased.References.Tests.Corpora;

/// <summary>
/// A reference that a corpus file holds, as the person who planted it marked it at the end of its line: <c>//! Sql certain Customers.Name</c>
/// must be found, <c>//? Property possible</c> may be. In SQL files the mark starts with two dashes.
/// </summary>
internal sealed partial record Planted(string File, int Line, string Target, ReferenceKind Kind, Confidence Confidence, bool IsSuppressed, bool IsRequired)
{
    /// <summary>Takes the marks out of a file's lines, so that nobody who looks at the file sees them.</summary>
    public static (string Text, IReadOnlyList<Planted> Marks) Read(string file, string content)
    {
        var marks = new List<Planted>();
        var lines = content.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Mark().Match(lines[i]) is not { Success: true } match)
                continue;
            lines[i] = lines[i][..match.Index].TrimEnd();
            marks.AddRange(match.Groups["marks"].Value.Split('&').Select(m => Parse(file, i + 1, m.Split(' ', StringSplitOptions.RemoveEmptyEntries), match.Groups["sort"].Value == "!")));
        }

        return (string.Join('\n', lines), marks);
    }

    private static Planted Parse(string file, int line, string[] words, bool required) => new(
        file,
        line,
        words.Length > 2 ? words[2] : "Customers.Name",
        Enum.Parse<ReferenceKind>(words[0]),
        Enum.Parse<Confidence>(words[1], ignoreCase: true),
        words.Contains("suppressed"),
        required);

    public bool Fits(Finding finding) =>
        finding.File == File && finding.Line == Line && finding.Target == Target && finding.Kind == Kind && finding.Confidence == Confidence &&
        finding.Suppressed is not null == IsSuppressed;

    public override string ToString() => $"{File}({Line}): {Kind} {Confidence} {Target}{(IsSuppressed ? " suppressed" : "")}";

    [GeneratedRegex(@"(?://|--)(?<sort>[!?]) (?<marks>.*)$")]
    private static partial Regex Mark();
}
