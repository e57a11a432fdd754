using EfPhased.Configuration;
using EfPhased.Design.Linting;

namespace EfPhased.Design.Tests.Linting;

/// <summary>The <c>lint</c> section of <c>efphased.json</c>: what is wrong in it is said with its line, and what is written leaves the rest alone.</summary>
public sealed class LintSettingsTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("efphased-lint").FullName, PhasedConfiguration.FileName);

    [Fact]
    public void What_is_written_is_what_counts()
    {
        var settings = Read("""
            {
                "lint": {
                    "failOn": "warning", // stricter than usual
                    "severity": { "EFP7131": "off" },
                    "suppress": [{ "rule": "DropColumn", "migration": "2024*", "reason": "nobody used it" }],
                    "baseline": "20250101000000_Old",
                },
            }
            """);
        Assert.Equal((LintSeverity.Warning, LintSeverity.Off, "20250101000000_Old"), (settings.FailOn, settings.Severity["EFP7131"], settings.Baseline));
        Assert.Equal("nobody used it", Assert.Single(settings.Suppress).Reason);
    }

    [Theory]
    [InlineData("{\n  \"lint\": {\n    \"failOn\": \"fatal\"\n  }\n}", 3, "lint.failOn")]
    [InlineData("{\n  \"lint\": {\n    \"fail\": \"error\"\n  }\n}", 3, "fail")]
    [InlineData("{\n  \"lint\": {\n    \"suppress\": [\n      { \"rule\": \"EFP7152\" }\n    ]\n  }\n}", 4, "needs a reason")]
    [InlineData("{\n  \"lint\": {\n    \"suppress\": [\n      { \"reason\": \"all of it\" }\n    ]\n  }\n}", 4, "would hide everything")]
    [InlineData("{\n  \"lint\": {\n    \"suppress\": 5\n  }\n}", 3, "lint.suppress")]
    [InlineData("{\n  \"lint\": {\n    \"baseline\": \n}", 4, "")]
    [InlineData("{\n  \"gate\": {\n    \"soak\": \"a week\"\n  }\n}", 3, "gate.soak")]
    public void What_makes_no_sense_is_refused_with_its_line(string json, int line, string expected)
    {
        var error = Assert.Throws<PhasedException>(() => Read(json));
        Assert.Equal("EFP1006", error.Code);
        Assert.Contains($"line {line},", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"lint\": {\n    \"severity\": {\n      \"EFP7999\": \"off\"\n    }\n  }\n}", "EFP4104", 4)]
    [InlineData("{\n  \"lint\": {\n    \"suppress\": [{\n      \"rule\": \"DropColum\",\n      \"reason\": \"typo\"\n    }]\n  }\n}", "EFP4104", 4)]
    [InlineData("{\n  \"lint\": {\n\n    \"baseline\": \"20990101000000_Never\"\n  }\n}", "EFP4105", 4)]
    public void What_names_nothing_is_refused_with_its_line(string json, string code, int line)
    {
        var settings = Read(json);
        using LintedContext context = new();
        var error = Assert.Throws<PhasedException>(() => new Linter(context, "", settings, _file).Lint(new LintRequest(null, null, PendingOnly: false)));
        Assert.Equal(code, error.Code);
        Assert.Contains($"line {line},", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n}", "{\n  \"lint\": { \"baseline\": \"X\" }\n\n}")]
    [InlineData("{ /* a */ \"gate\": {} }", "{\n  \"lint\": { \"baseline\": \"X\" }, /* a */ \"gate\": {} }")]
    [InlineData("{ \"lint\": { \"failOn\": \"off\" } }", "{ \"lint\": { \"baseline\": \"X\", \"failOn\": \"off\" } }")]
    [InlineData("{ \"lint\": {} }", "{ \"lint\": { \"baseline\": \"X\" } }")]
    [InlineData("{ \"lint\": { \"baseline\": \"old\" /* ü */ } }", "{ \"lint\": { \"baseline\": \"X\" /* ü */ } }")]
    [InlineData("{ \"gate\": { \"lint\": { \"baseline\": 1 } } }", "{\n  \"lint\": { \"baseline\": \"X\" }, \"gate\": { \"lint\": { \"baseline\": 1 } } }")]
    public void A_baseline_leaves_the_rest_of_the_file_as_it_is(string before, string after) => Assert.Equal(after, BaselineFile.Edit(before, "X"));

    [Fact]
    public void A_baseline_makes_the_file_where_there_is_none()
    {
        var folder = Path.GetDirectoryName(_file)!;
        Assert.Equal(_file, BaselineFile.Write(null, folder, "20260101000000_Initial"));
        Assert.Equal("20260101000000_Initial", PhasedConfiguration.Read(_file).Lint.Baseline);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private LintSettings Read(string json)
    {
        File.WriteAllText(_file, json);
        return PhasedConfiguration.Read(_file).Lint;
    }
}
