using EfPhased.Configuration;
using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>A backfill cleans up behind itself.</summary>
public sealed class CleaningTests
{
    [Fact]
    public async Task Dead_rows_are_cleaned_up_by_share_of_the_table()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance, people: 110_000);
        await fixture.ExecuteAsync("ALTER TABLE \"People\" SET (autovacuum_enabled = off)");
        BackfillPolicy policy = new() { VacuumShare = 0.4, Limits = new ThrottleLimits { ActiveSessions = 0 } };
        await fixture.ApplyAsync(Phase.Expand, settings: RunningFixture.Impatient with { Backfill = policy });

        // The server tells its statistics a little later.
        for (var until = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(TimeSpan.FromMilliseconds(200)))
        {
            if (await fixture.ScalarAsync("SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'People'") is not "0")
                break;
            Assert.True(DateTime.UtcNow < until, "The table was not cleaned up.");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_server_knows_what_was_filled_before_the_new_version_asks_for_it(bool byScript)
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance, people: 1_000);
        await fixture.ExecuteAsync("ALTER TABLE \"People\" SET (autovacuum_enabled = off)");
        await (byScript ? fixture.RunScriptsAsync("1-expand.sql", "2-backfill.sql") : fixture.ApplyAsync(Phase.Expand));
        Assert.Equal("1", await fixture.ScalarAsync("SELECT count(*) FROM pg_stats WHERE tablename = 'People' AND attname = 'FullName' AND null_frac = 0"));
    }
}
