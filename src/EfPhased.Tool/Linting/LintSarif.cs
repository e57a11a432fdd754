using System.Reflection;
using System.Text.Json.Nodes;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.References.Reports;

namespace EfPhased.Tool.Linting;

/// <summary>
/// The findings as SARIF 2.1.0, suppressed and old ones included, with why they do not count.
/// </summary>
internal static class LintSarif
{
    private static readonly string Version = typeof(LintSarif).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0] ?? "0";

    public static string Write(LintDocument lint, LintPaths paths)
    {
        var log = new SarifLog(paths.Repository, [.. lint.Rules.Select(r => (r.Code, r.Name, r.When))]);
        return log.Write(Version, lint.Findings.Select(f => Result(log, f, lint.Baseline)), []);
    }

    private static JsonObject Result(SarifLog log, LintFinding finding, string? baseline)
    {
        var result = log.Result(finding.Code, finding.Severity, LintText.Message(finding));
        if (finding.File is { } file)
            result["locations"] = new JsonArray(log.Location(file, new JsonObject { ["startLine"] = finding.Line }));
        var properties = new JsonObject { ["migration"] = finding.Migration };
        if (finding.Recipe is { } recipe)
            properties["recipe"] = recipe;
        if (finding.Cost is { } cost)
        {
            properties["classes"] = cost.Classes;
            properties["lock"] = cost.Lock;
            properties["fact"] = cost.Fact;
        }

        result["properties"] = properties;
        if (finding.Suppressed is { } reason)
            result["suppressions"] = SarifLog.Suppressions("external", reason);
        else if (finding.IsOld)
            result["suppressions"] = SarifLog.Suppressions("external", $"up to the baseline {baseline}");
        return result;
    }
}
