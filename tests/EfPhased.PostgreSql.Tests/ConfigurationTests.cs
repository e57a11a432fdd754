using EfPhased.Configuration;
using EfPhased.Gates;
using Xunit;

namespace EfPhased.PostgreSql.Tests;

/// <summary>The settings of a team: what is written is what counts, and what makes no sense is refused.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("efphased-configuration");

    [Fact]
    public void An_environment_replaces_what_it_names_and_keeps_the_rest()
    {
        var file = Write("""
            {
                // A week, everywhere but in staging.
                "gate": { "soak": "7.00:00:00", "quiet": "01:00:00", "instances": { "window": "00:10:00", "untagged": "refuse" }, "required": ["backup"] },
                "environments": { "Staging": { "gate": { "soak": "00:00:00", "instances": { "untagged": "warn" } } } },
            }
            """);
        var production = PhasedConfiguration.Read(file, "Production").Gate;
        Assert.Equal((TimeSpan.FromDays(7), UntaggedSessions.Refuse), (production.Soak, production.Instances.Untagged));

        var staging = PhasedConfiguration.Read(file, "staging").Gate;
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromHours(1)), (staging.Soak, staging.Quiet));
        Assert.Equal((TimeSpan.FromMinutes(10), UntaggedSessions.Warn), (staging.Instances.Window, staging.Instances.Untagged));
        Assert.Equal(["backup"], staging.Required);
    }

    [Theory]
    [InlineData("""{ "gate": { "soack": "7.00:00:00" } }""", "soack")]
    [InlineData("""{ "gate": { "soak": "a week" } }""", "soak")]
    [InlineData("""{ "gate": { "quiet": "-00:00:01" } }""", "negative")]
    [InlineData("""{ "gate": { "required": ["sok"] } }""", "There are: order, data")]
    [InlineData("""{ "gate": { "backup": { "command": "" } } }""", "gate.backup")]
    [InlineData("""{ "environments": { "Staging": { "gate": { "soack": "1" } } } }""", "soack")]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "cannot be used")]
    public void What_nobody_understands_is_refused(string json, string expected)
    {
        var error = Assert.Throws<PhasedException>(() => PhasedConfiguration.Read(Write(json), "Production"));
        Assert.Equal("EFP1006", error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(PhasedConfiguration.FileName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_file_above_counts_up_to_the_repositorys_root()
    {
        var project = _folder.CreateSubdirectory("repository/src/Shop");
        _folder.CreateSubdirectory("repository/.git");
        File.WriteAllText(Path.Combine(_folder.FullName, PhasedConfiguration.FileName), "{}");
        Assert.Null(PhasedConfiguration.Find(project.FullName));

        var file = Path.Combine(_folder.FullName, "repository", PhasedConfiguration.FileName);
        File.WriteAllText(file, "{}");
        Assert.Equal(file, PhasedConfiguration.Find(project.FullName));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string json)
    {
        var file = Path.Combine(_folder.FullName, PhasedConfiguration.FileName);
        File.WriteAllText(file, json);
        return file;
    }
}
