using EfPhased.Configuration;
using EfPhased.Running;

namespace EfPhased.Design.Tests.Configuration;

/// <summary>The <c>run</c> section of <c>efphased.json</c>: what it says counts, and what is wrong in it is said with its line.</summary>
public sealed class RunPolicyTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("efphased-run").FullName, PhasedConfiguration.FileName);

    [Fact]
    public void What_is_written_is_what_counts()
    {
        File.WriteAllText(_file, """
            {
                "run": {
                    "locks": { "attempts": 5, "damagePerRun": 7.5, "window": "23:00-2:30" },
                    "backfill": {
                        "chunkTime": "00:00:00.005",
                        "duty": 0.4,
                        "limits": { "replicaLag": "00:00:03", "ownTime": 0 },
                        "replicas": [{ "name": "reports", "variable": "REPORTS" }],
                        "signals": [{ "name": "errors", "http": "http://localhost/health", "limit": 200 }]
                    }
                },
                "environments": { "staging": { "run": { "locks": { "attempts": 9 } } } }
            }
            """);
        var settings = PhasedConfiguration.Read(_file, "Production").Run.ApplyTo(new RunSettings());
        Assert.Equal((5, 10.0, 7.5), (settings.LockAttempts, settings.DamagePerAttempt, settings.DamagePerRun));
        Assert.Equal(new TimeWindow(new TimeOnly(23, 0), new TimeOnly(2, 30)), settings.LockWindow);
        Assert.Equal(TimeSpan.FromMilliseconds(5), settings.ChunkTime);
        Assert.Equal((0.4, 0), (settings.Backfill!.Duty, settings.Backfill.Limits.OwnTime));
        Assert.Equal(TimeSpan.FromSeconds(3), settings.Backfill.Limits.ReplicaLag);
        Assert.Equal(42, settings.Backfill.Limits.ArchiveBacklog);
        Assert.Equal("REPORTS", Assert.Single(settings.Backfill.Replicas).Variable);
        Assert.Equal(200, Assert.Single(settings.Backfill.Signals).Limit);
        Assert.Equal(9, PhasedConfiguration.Read(_file, "staging").Run.ApplyTo(new RunSettings()).LockAttempts);
    }

    [Theory]
    [InlineData("\"locks\": { \"attempts\": 0 }", "run.locks")]
    [InlineData("\"locks\": { \"damagePerRun\": -1 }", "run.locks")]
    [InlineData("\"locks\": { \"window\": \"late\" }", "01:00-05:00")]
    [InlineData("\"backfill\": { \"chunkTime\": \"00:01:00\" }", "at most 10 seconds")]
    [InlineData("\"backfill\": { \"vacuumShare\": 2 }", "between 0 and 1")]
    [InlineData("\"backfill\": { \"duty\": 0 }", "between 0.05 and 1")]
    [InlineData("\"backfill\": { \"duty\": 1.5 }", "between 0.05 and 1")]
    [InlineData("\"backfill\": { \"limits\": { \"activeSessions\": -3 } }", "negative")]
    [InlineData("\"backfill\": { \"limits\": { \"ownTime\": 0.9 } }", "0 leaves it out")]
    [InlineData("\"backfill\": { \"replicas\": [{ \"name\": \"a\" }] }", "variable")]
    [InlineData("\"backfill\": { \"signals\": [{ \"name\": \"a\" }] }", "one of 'sql', 'command' and 'http'")]
    [InlineData("\"backfill\": { \"signals\": [{ \"sql\": \"SELECT 1\" }] }", "has a name")]
    [InlineData("\"backfill\": { \"signals\": [{ \"name\": \"a\", \"http\": \"ftp://x\" }] }", "no http or https")]
    public void What_makes_no_sense_is_refused_with_its_line(string section, string expected)
    {
        File.WriteAllText(_file, $"{{\n  \"run\": {{\n    {section}\n  }}\n}}");
        var error = Assert.Throws<PhasedException>(() => PhasedConfiguration.Read(_file));
        Assert.Equal("EFP1006", error.Code);
        Assert.Contains("line 3,", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01:00-05:00", "00:30", 30)]
    [InlineData("01:00-05:00", "01:00", 0)]
    [InlineData("01:00-05:00", "05:00", 20 * 60)]
    [InlineData("23:00-02:00", "01:59", 0)]
    [InlineData("23:00-02:00", "22:00", 60)]
    public void Windows_open_and_close(string text, string now, int minutes)
    {
        Assert.True(TimeWindow.TryParse(text, out var window));
        Assert.Equal(TimeSpan.FromMinutes(minutes), window.Until(TimeOnly.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
}
