using System.Text.Json;
using System.Text.RegularExpressions;
using EfPhased.References.Reports;

namespace EfPhased.References.Tests.Reports;

/// <summary>SARIF 2.1.0, against what its schema requires of the parts that are written.</summary>
public sealed partial class SarifReportTests
{
    private static readonly JsonElement Log = JsonDocument.Parse(SarifReport.Write(SampleReport.Full)).RootElement;

    private static JsonElement Run => Log.GetProperty("runs")[0];

    private static List<JsonElement> Results => [.. Run.GetProperty("results").EnumerateArray()];

    [Fact]
    public void The_log_names_its_version_and_one_run()
    {
        Assert.Equal("2.1.0", Log.GetProperty("version").GetString());
        Assert.EndsWith("sarif-2.1.0.json", Log.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, Log.GetProperty("runs").GetArrayLength());
        Assert.Contains(Run.GetProperty("columnKind").GetString(), new[] { "utf16CodeUnits", "unicodeCodePoints" });
        Assert.Equal("file:///repo/", Run.GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString());
        Assert.All(Run.GetProperty("invocations").EnumerateArray(), i => Assert.True(i.GetProperty("executionSuccessful").GetBoolean()));
    }

    [Fact]
    public void The_tool_names_every_rule_that_a_result_refers_to()
    {
        var driver = Run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("EfPhased", driver.GetProperty("name").GetString());
        Assert.Matches(SemanticVersion(), driver.GetProperty("semanticVersion").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()).ToList();
        Assert.Equal(rules.Count, rules.Distinct().Count());
        Assert.All(Results, r => Assert.Equal(r.GetProperty("ruleId").GetString(), rules[r.GetProperty("ruleIndex").GetInt32()]));
        Assert.All(driver.GetProperty("rules").EnumerateArray(), r => Assert.NotEmpty(r.GetProperty("shortDescription").GetProperty("text").GetString()!));
    }

    [Fact]
    public void A_result_has_a_message_a_level_and_a_place()
    {
        Assert.Equal(5, Results.Count);
        Assert.All(Results, r =>
        {
            Assert.NotEmpty(r.GetProperty("message").GetProperty("text").GetString()!);
            Assert.Contains(r.GetProperty("level").GetString(), new[] { "none", "note", "warning", "error" });
        });
        Assert.All(Results.Where(r => r.TryGetProperty("locations", out _)), r =>
        {
            var physical = r.GetProperty("locations")[0].GetProperty("physicalLocation");
            Assert.True(Uri.TryCreate(physical.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.RelativeOrAbsolute, out _));
            Assert.True(physical.GetProperty("region").GetProperty("startLine").GetInt32() >= 1);
        });

        var query = Results[0];
        Assert.Equal(("EFP6004", "error"), (query.GetProperty("ruleId").GetString(), query.GetProperty("level").GetString()));
        var location = query.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("code/src/Shop%2C%20old/Reports%20%231.cs", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("SRCROOT", location.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString());
        Assert.Equal((12, 21, 27), (Number(location, "startLine"), Number(location, "startColumn"), Number(location, "endColumn")));
        Assert.Contains("SELECT 100%", location.GetProperty("region").GetProperty("snippet").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Suppressed_results_carry_their_reason_and_others_none()
    {
        var suppressed = Assert.Single(Results, r => r.TryGetProperty("suppressions", out _));
        var suppression = Assert.Single(suppressed.GetProperty("suppressions").EnumerateArray().ToList());
        Assert.Equal(("inSource", "kept for the archive"), (suppression.GetProperty("kind").GetString(), suppression.GetProperty("justification").GetString()));

        var configured = SarifReport.Write(SampleReport.Create(SampleReport.Suppressed) with { ConfiguredReasons = new HashSet<string> { "kept for the archive" } });
        Assert.Contains("\"kind\": \"external\"", configured, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_scanned_is_a_notification()
    {
        var notification = Assert.Single(Run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").EnumerateArray().ToList());
        Assert.Equal("EFP6051", notification.GetProperty("descriptor").GetProperty("id").GetString());
        Assert.Contains("was left out", notification.GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private static int Number(JsonElement location, string name) => location.GetProperty("region").GetProperty(name).GetInt32();

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$")]
    private static partial Regex SemanticVersion();
}
