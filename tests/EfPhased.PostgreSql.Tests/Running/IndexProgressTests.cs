using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>An index build that waits says for whom.</summary>
public sealed class IndexProgressTests
{
    [Fact]
    public async Task A_build_that_waits_for_an_old_snapshot_names_its_session()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance);
        await using var old = await fixture.Database.OpenAsync();
        await old.ExecuteAsync("SET application_name = 'report'");
        var session = Convert.ToString(await old.ScalarAsync("SELECT pg_backend_pid()"), System.Globalization.CultureInfo.InvariantCulture);
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Description: var step } && step.StartsWith("create index", StringComparison.Ordinal))
                    old.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM \"People\"").GetAwaiter().GetResult();
                if (e is Notice { Text: var text } && text.Contains("waits", StringComparison.Ordinal))
                    old.ExecuteAsync("ROLLBACK").GetAwaiter().GetResult();
            },
        };
        await fixture.ApplyAsync(Phase.Expand, observer);

        Assert.Contains(observer.Of<StepProgress>(), p => p.Phase == "waiting for old snapshots");
        var notice = Assert.Single(observer.Of<Notice>(), n => n.Text.Contains("waits", StringComparison.Ordinal));
        Assert.Contains($"session {session} (report)", notice.Text, StringComparison.Ordinal);
    }
}
