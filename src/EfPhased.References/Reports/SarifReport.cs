using System.Text.Json.Nodes;

namespace EfPhased.References.Reports;

/// <summary>
/// The findings as SARIF 2.1.0, suppressed ones included with their reasons.
/// </summary>
internal static class SarifReport
{
    private static readonly IReadOnlyList<(string, string, string)> Rules = [.. FindingRule.All.Select(r => (r.Code, r.Name, r.Text))];

    public static string Write(ScanReport report)
    {
        var log = new SarifLog(report.Repository, Rules);
        return log.Write(
            report.ToolVersion,
            report.Changes.SelectMany(c => c.Result.Findings.Select(f => Result(log, report, c, f)).Concat(c.Result.UnusedSuppressions.Select(u => Result(log, report, u)))),
            report.Changes.SelectMany(c => c.Result.Problems).Distinct().Select(p => Notification(log, report, p)));
    }

    private static JsonObject Result(SarifLog log, ScanReport report, ScannedChange change, Finding finding)
    {
        var result = log.Result(FindingRule.Of(finding.Kind).Code, Level(finding.Confidence), FindingRule.Message(change, finding));
        var region = new JsonObject { ["startLine"] = finding.Line, ["startColumn"] = finding.Column };
        if (finding.Length > 0)
            region["endColumn"] = finding.Column + finding.Length;
        region["snippet"] = SarifLog.Text(finding.Statement);
        result["locations"] = new JsonArray(log.Location(report.FullPath(finding.File), region));
        result["properties"] = new JsonObject
        {
            ["change"] = change.Change, ["target"] = finding.Target, ["confidence"] = FindingRule.NameOf(finding.Confidence),
        };
        if (finding.Suppressed is { } reason)
            result["suppressions"] = SarifLog.Suppressions(report.ConfiguredReasons.Contains(reason) ? "external" : "inSource", reason);
        return result;
    }

    private static JsonObject Result(SarifLog log, ScanReport report, UnusedSuppression unused)
    {
        var result = log.Result(FindingRule.UnusedSuppression.Code, "warning", $"{FindingRule.UnusedSuppression.Text}: {unused.Files ?? ""} {unused.Reason}".Trim());
        if (unused.File is not null)
            result["locations"] = new JsonArray(log.Location(report.FullPath(unused.File), new JsonObject { ["startLine"] = unused.Line }));
        return result;
    }

    private static JsonObject Notification(SarifLog log, ScanReport report, ScanProblem problem) => new()
    {
        ["descriptor"] = new JsonObject { ["id"] = problem.Code },
        ["level"] = "warning",
        ["message"] = SarifLog.Text(problem.Message),
        ["locations"] = new JsonArray(log.Location(report.FullPath(problem.File), problem.Line == 0 ? null : new JsonObject { ["startLine"] = problem.Line })),
    };

    private static string Level(Confidence confidence) => confidence switch
    {
        Confidence.Certain => "error",
        Confidence.Likely => "warning",
        _ => "note",
    };
}
