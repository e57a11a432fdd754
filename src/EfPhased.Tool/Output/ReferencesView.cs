using EfPhased.References;
using EfPhased.References.Reports;

namespace EfPhased.Tool.Output;

/// <summary>
/// What still refers to what contracts remove.
/// </summary>
internal static class ReferencesView
{
    private const int ConfidenceColumn = 3;

    public static IEnumerable<string> Render(ScanReport report)
        => report.Changes.Count == 0 ? ["No contract removes anything."] : report.Changes.SelectMany(Render);

    private static IEnumerable<string> Render(ScannedChange change)
    {
        var result = change.Result;
        var removed = change.Targets.Count == 0 ? "removes nothing" : $"removes {string.Join(", ", change.Targets.Select(t => t.Name))}";
        yield return $"{TextTable.Styled(change.Change, "bold")}   {TextTable.Styled(removed, null)}";

        var shown = result.Findings.Where(f => f.Suppressed is null).ToList();
        if (shown.Count > 0)
        {
            var rows = shown.Select(f => (string[])
            [
                FormattableString.Invariant($"  {f.File}:{f.Line}:{f.Column}"), f.Target, Words(f.Kind), FindingRule.NameOf(f.Confidence), f.Statement,
            ]);
            foreach (var line in TextTable.Align([["  WHERE", "REFERS TO", "AS", "CONFIDENCE", "STATEMENT"], .. rows], (row, column) => Style(shown, row, column)))
                yield return line;
        }

        foreach (var finding in result.Findings.Where(f => f.Suppressed is not null))
            yield return TextTable.Styled(FormattableString.Invariant($"  suppressed  {finding.File}:{finding.Line}  {finding.Target}: {finding.Suppressed}"), "grey");
        foreach (var unused in result.UnusedSuppressions)
        {
            var where = unused.File is null ? $"'{unused.Files}' in efphased.json" : FormattableString.Invariant($"{unused.File}:{unused.Line}");
            yield return TextTable.Styled($"  suppresses nothing  {where}: {unused.Reason}", "yellow");
        }

        yield return $"  {Summary(change)}";
    }

    private static string Summary(ScannedChange change)
    {
        var counts = change.Result.Counts;
        var standing = change.Standing.Count();
        var looked = FormattableString.Invariant($"{counts.Files} files, {counts.Projects} C# projects");
        var found = standing == 0
            ? TextTable.Styled("nothing stands against the contract", "green")
            : TextTable.Styled(FormattableString.Invariant($"{standing} {(standing == 1 ? "reference stands" : "references stand")} against the contract"), "red");
        return $"{found} ({looked}{(change.Result.Problems.Count > 0 ? FormattableString.Invariant($", {change.Result.Problems.Count} not looked at") : "")})";
    }

    private static string? Style(List<Finding> shown, int row, int column)
        => row == 0 ? "bold"
            : column != ConfidenceColumn ? null
            : shown[row - 1].Confidence switch
            {
                Confidence.Certain => "red",
                Confidence.Likely => "yellow",
                _ => "grey",
            };

    private static string Words(ReferenceKind kind) => kind switch
    {
        ReferenceKind.PropertyName => "property name",
        ReferenceKind.Sql => "SQL",
        ReferenceKind.SelectStar => "SELECT *",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
