using System.Text.Json;
using System.Text.Json.Nodes;

namespace EfPhased.References.Reports;

/// <summary>
/// The findings as SARIF 2.1.0, suppressed ones included with their reasons.
/// </summary>
/// <remarks>https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html</remarks>
internal static class SarifReport
{
    private const string SourceRoot = "SRCROOT";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
    };

    public static string Write(ScanReport report)
    {
        var results = report.Changes.SelectMany(c =>
            c.Result.Findings.Select(f => Result(report, c, f)).Concat(c.Result.UnusedSuppressions.Select(u => Result(report, u))));
        var problems = report.Changes.SelectMany(c => c.Result.Problems).Distinct().ToList();
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "EfPhased",
                        ["semanticVersion"] = report.ToolVersion,
                        ["rules"] = Array(FindingRule.All.Select(Rule)),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["originalUriBaseIds"] = new JsonObject
                {
                    [SourceRoot] = new JsonObject { ["uri"] = new Uri(Path.TrimEndingDirectorySeparator(report.Repository) + Path.DirectorySeparatorChar).AbsoluteUri },
                },
                ["invocations"] = new JsonArray(new JsonObject
                {
                    ["executionSuccessful"] = true,
                    ["toolExecutionNotifications"] = Array(problems.Select(p => Notification(report, p))),
                }),
                ["results"] = Array(results),
            }),
        };
        return log.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Rule(FindingRule rule) => new()
    {
        ["id"] = rule.Code,
        ["name"] = rule.Name,
        ["shortDescription"] = Text(rule.Text + "."),
        ["defaultConfiguration"] = new JsonObject { ["level"] = "warning" },
    };

    private static JsonObject Result(ScanReport report, ScannedChange change, Finding finding)
    {
        var result = Result(FindingRule.Of(finding.Kind), Level(finding.Confidence), FindingRule.Message(change, finding));
        var region = new JsonObject { ["startLine"] = finding.Line, ["startColumn"] = finding.Column };
        if (finding.Length > 0)
            region["endColumn"] = finding.Column + finding.Length;
        region["snippet"] = Text(finding.Statement);
        result["locations"] = new JsonArray(Location(report, finding.File, region));
        result["properties"] = new JsonObject
        {
            ["change"] = change.Change, ["target"] = finding.Target, ["confidence"] = FindingRule.NameOf(finding.Confidence),
        };
        if (finding.Suppressed is { } reason)
            result["suppressions"] = new JsonArray(new JsonObject
            {
                ["kind"] = report.ConfiguredReasons.Contains(reason) ? "external" : "inSource", ["justification"] = reason,
            });
        return result;
    }

    private static JsonObject Result(ScanReport report, UnusedSuppression unused)
    {
        var result = Result(FindingRule.UnusedSuppression, "warning", $"{FindingRule.UnusedSuppression.Text}: {unused.Files ?? ""} {unused.Reason}".Trim());
        if (unused.File is not null)
            result["locations"] = new JsonArray(Location(report, unused.File, new JsonObject { ["startLine"] = unused.Line }));
        return result;
    }

    private static JsonObject Result(FindingRule rule, string level, string message) => new()
    {
        ["ruleId"] = rule.Code,
        ["ruleIndex"] = FindingRule.All.Index().First(r => r.Item.Code == rule.Code).Index,
        ["level"] = level,
        ["message"] = Text(message),
    };

    private static JsonObject Notification(ScanReport report, ScanProblem problem) => new()
    {
        ["descriptor"] = new JsonObject { ["id"] = problem.Code },
        ["level"] = "warning",
        ["message"] = Text(problem.Message),
        ["locations"] = new JsonArray(Location(report, problem.File, problem.Line == 0 ? null : new JsonObject { ["startLine"] = problem.Line })),
    };

    private static JsonObject Location(ScanReport report, string file, JsonObject? region)
    {
        var path = report.InRepository(file);
        var physical = new JsonObject { ["artifactLocation"] = Artifact(path, report.FullPath(file)) };
        if (region is not null)
            physical["region"] = region;
        return new JsonObject { ["physicalLocation"] = physical };
    }

    // A path that leads out of the base folder would not be resolved by every reader.
    private static JsonObject Artifact(string path, string full)
        => path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path)
            ? new JsonObject { ["uri"] = new Uri(full).AbsoluteUri }
            : new JsonObject { ["uri"] = string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = SourceRoot };

    private static string Level(Confidence confidence) => confidence switch
    {
        Confidence.Certain => "error",
        Confidence.Likely => "warning",
        _ => "note",
    };

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
