using System.Text.RegularExpressions;

namespace EfPhased.PostgreSql.Tests.Squawk;

/// <summary>
/// The expand and switch parts of a golden file. Contract is left out: it destroys on purpose, when nobody uses it any more.
/// </summary>
internal sealed partial class SquawkScript
{
    private readonly string[] lines;

    private SquawkScript(string[] lines) => this.lines = lines;

    public static SquawkScript Read(string golden)
    {
        var kept = false;
        List<string> lines = [];
        foreach (var line in File.ReadLines(golden))
        {
            if (Title().Match(line) is { Success: true } title)
                kept = title.Groups["phase"].Value is "Expand" or "Switch";
            lines.Add(kept ? line : "");
        }

        return new SquawkScript([.. lines]);
    }

    public void Write(string path) => File.WriteAllLines(path, lines);

    public bool IsEmpty => Array.TrueForAll(lines, l => l.Length == 0);

    /// <summary>The lines that the finding is about, and the rest of its statement.</summary>
    public string StatementOf(SquawkFinding finding)
    {
        var end = Array.FindIndex(lines, finding.LineEnd, l => l.EndsWith(';'));
        return string.Join('\n', lines[finding.Line..((end < 0 ? finding.LineEnd : end) + 1)]);
    }

    /// <summary>The statement with what the golden file says of it before, and the line that follows.</summary>
    public string ContextOf(SquawkFinding finding)
    {
        var end = Array.FindIndex(lines, finding.LineEnd, l => l.EndsWith(';'));
        return string.Join('\n', lines[Math.Max(0, finding.Line - 1)..Math.Min(lines.Length, (end < 0 ? finding.LineEnd : end) + 2)]);
    }

    public bool IsOnNewTable(SquawkFinding finding)
    {
        var made = lines.SelectMany(l => Made().Matches(l)).Select(m => m.Groups["table"].Value).ToHashSet();
        return Altered().Match(StatementOf(finding)) is { Success: true } altered && made.Contains(altered.Groups["table"].Value);
    }

    [GeneratedRegex(@"^-- (?<phase>(back from )?(Expand|Switch|Contract))$", RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"^CREATE TABLE (?<table>\S+) \($", RegexOptions.CultureInvariant)]
    private static partial Regex Made();

    [GeneratedRegex(@"\b(ALTER TABLE|ON) (ONLY )?(?<table>\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Altered();
}
