namespace EfPhased.References.Reports;

/// <summary>
/// Warnings in the form that MSBuild, editors and build services read: <c>file(line,column): warning CODE: text</c>.
/// </summary>
internal static class MSBuildReport
{
    public static IEnumerable<string> Lines(ScanReport report)
    {
        foreach (var change in report.Changes)
        {
            foreach (var finding in change.Result.Findings.Where(f => f.Suppressed is null))
            {
                var rule = FindingRule.Of(finding.Kind);
                yield return FormattableString.Invariant(
                    $"{report.FullPath(finding.File)}({finding.Line},{finding.Column}): warning {rule.Code}: {FindingRule.Message(change, finding)}");
            }

            foreach (var unused in change.Result.UnusedSuppressions)
                yield return $"{Where(report, unused)}: warning {FindingRule.UnusedSuppression.Code}: {FindingRule.UnusedSuppression.Text}: {OnOneLine(unused.Reason)}";
            foreach (var problem in change.Result.Problems)
                yield return $"{Where(report, problem.File, problem.Line)}: warning {problem.Code}: {OnOneLine(problem.Message)}";
        }
    }

    private static string Where(ScanReport report, UnusedSuppression unused)
        => unused.File is null ? "efphased.json" : Where(report, unused.File, unused.Line);

    private static string Where(ScanReport report, string file, int line)
        => line == 0 ? report.FullPath(file) : FormattableString.Invariant($"{report.FullPath(file)}({line})");

    // What follows a line break would be read as a line of its own.
    private static string OnOneLine(string text) => text.ReplaceLineEndings(" ");
}
