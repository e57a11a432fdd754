using System.Text;

namespace EfPhased.References.Reports;

/// <summary>
/// Annotations of GitHub Actions, which show up beside the lines of a pull request.
/// </summary>
/// <remarks>https://docs.github.com/actions/reference/workflow-commands-for-github-actions</remarks>
internal static class GitHubReport
{
    public static IEnumerable<string> Lines(ScanReport report)
    {
        foreach (var change in report.Changes)
        {
            foreach (var finding in change.Result.Findings.Where(f => f.Suppressed is null))
            {
                var rule = FindingRule.Of(finding.Kind);
                yield return Command(
                    finding.Confidence == Confidence.Possible ? "notice" : "warning",
                    report.InRepository(finding.File), finding.Line, finding.Column, $"{rule.Code} {rule.Text}", FindingRule.Message(change, finding));
            }

            foreach (var unused in change.Result.UnusedSuppressions)
            {
                yield return Command(
                    "warning", unused.File is null ? null : report.InRepository(unused.File), unused.Line, 0,
                    $"{FindingRule.UnusedSuppression.Code} {FindingRule.UnusedSuppression.Text}", unused.Reason);
            }

            foreach (var problem in change.Result.Problems)
                yield return Command("warning", report.InRepository(problem.File), problem.Line, 0, problem.Code, problem.Message);
        }
    }

    private static string Command(string level, string? file, int line, int column, string title, string message)
    {
        var properties = new List<string>();
        if (file is not null)
            properties.Add($"file={Property(file)}");
        if (line > 0)
            properties.Add(FormattableString.Invariant($"line={line}"));
        if (column > 0)
            properties.Add(FormattableString.Invariant($"col={column}"));
        properties.Add($"title={Property(title)}");
        return $"::{level} {string.Join(',', properties)}::{Data(message)}";
    }

    private static string Data(string text) => new StringBuilder(text).Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A").ToString();

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
