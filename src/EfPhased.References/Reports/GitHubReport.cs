namespace EfPhased.References.Reports;

/// <summary>
/// The findings as annotations of GitHub Actions.
/// </summary>
internal static class GitHubReport
{
    public static IEnumerable<string> Lines(ScanReport report)
    {
        foreach (var change in report.Changes)
        {
            foreach (var finding in change.Result.Findings.Where(f => f.Suppressed is null))
            {
                var rule = FindingRule.Of(finding.Kind);
                yield return GitHubCommand.Line(
                    finding.Confidence == Confidence.Possible ? "notice" : "warning",
                    report.InRepository(finding.File), finding.Line, finding.Column, $"{rule.Code} {rule.Text}", FindingRule.Message(change, finding));
            }

            foreach (var unused in change.Result.UnusedSuppressions)
            {
                yield return GitHubCommand.Line(
                    "warning", unused.File is null ? null : report.InRepository(unused.File), unused.Line, 0,
                    $"{FindingRule.UnusedSuppression.Code} {FindingRule.UnusedSuppression.Text}", unused.Reason);
            }

            foreach (var problem in change.Result.Problems)
                yield return GitHubCommand.Line("warning", report.InRepository(problem.File), problem.Line, 0, problem.Code, problem.Message);
        }
    }
}
