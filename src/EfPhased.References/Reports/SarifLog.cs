using System.Text.Json;
using System.Text.Json.Nodes;

namespace EfPhased.References.Reports;

/// <summary>
/// The parts of a SARIF 2.1.0 log that do not depend on what was found.
/// </summary>
/// <remarks>https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html</remarks>
/// <param name="repository">The folder that paths are relative to.</param>
/// <param name="rules">Every rule that a result can name.</param>
internal sealed class SarifLog(string repository, IReadOnlyList<(string Code, string Name, string Text)> rules)
{
    private const string SourceRoot = "SRCROOT";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
    };

    private readonly Dictionary<string, int> _index = rules.Index().ToDictionary(r => r.Item.Code, r => r.Index);

    public string Write(string toolVersion, IEnumerable<JsonObject> results, IEnumerable<JsonObject> notifications)
    {
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
                        ["semanticVersion"] = toolVersion,
                        ["rules"] = Array(rules.Select(Rule)),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["originalUriBaseIds"] = new JsonObject
                {
                    [SourceRoot] = new JsonObject { ["uri"] = new Uri(Path.TrimEndingDirectorySeparator(repository) + Path.DirectorySeparatorChar).AbsoluteUri },
                },
                ["invocations"] = new JsonArray(new JsonObject
                {
                    ["executionSuccessful"] = true,
                    ["toolExecutionNotifications"] = Array(notifications),
                }),
                ["results"] = Array(results),
            }),
        };
        return log.ToJsonString(Readable) + "\n";
    }

    public JsonObject Result(string code, string level, string message) => new()
    {
        ["ruleId"] = code,
        ["ruleIndex"] = _index[code],
        ["level"] = level,
        ["message"] = Text(message),
    };

    /// <param name="full">The file's full path.</param>
    /// <param name="region">Where in it; null for all of it.</param>
    public JsonObject Location(string full, JsonObject? region)
    {
        var physical = new JsonObject { ["artifactLocation"] = Artifact(Path.GetRelativePath(repository, full).Replace('\\', '/'), full) };
        if (region is not null)
            physical["region"] = region;
        return new JsonObject { ["physicalLocation"] = physical };
    }

    public static JsonArray Suppressions(string kind, string reason) => new(new JsonObject { ["kind"] = kind, ["justification"] = reason });

    public static JsonObject Text(string text) => new() { ["text"] = text };

    private static JsonObject Rule((string Code, string Name, string Text) rule) => new()
    {
        ["id"] = rule.Code,
        ["name"] = rule.Name,
        ["shortDescription"] = Text(rule.Text + "."),
        ["defaultConfiguration"] = new JsonObject { ["level"] = "warning" },
    };

    // A path that leads out of the base folder would not be resolved by every reader.
    private static JsonObject Artifact(string path, string full)
        => path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path)
            ? new JsonObject { ["uri"] = new Uri(full).AbsoluteUri }
            : new JsonObject { ["uri"] = string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = SourceRoot };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
