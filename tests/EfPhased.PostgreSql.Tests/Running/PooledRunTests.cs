using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>Behind a pooler in transaction mode a session's locks and settings do not hold, and a run keeps its promises all the same.</summary>
public sealed class PooledRunTests
{
    [Fact]
    public async Task A_change_goes_through_a_pooler_and_leaves_no_setting_behind()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance, people: 3_000);
        await using var pooler = await PgBouncer.StartAsync(fixture.Database.ConnectionString);
        var pooled = new TestDatabase(PostgreSqlServer.Instance, fixture.Database.Name, pooler.ConnectionString);
        Assert.Equal([RenameContext.Expand], await ApplyAsync(pooled, Phase.Expand));
        Assert.Equal([RenameContext.Switch], await ApplyAsync(pooled, Phase.Switch));
        Assert.Equal("3000", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\""));
        Assert.Equal("0", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"__EFPhasedRun\""));

        await using (var session = await PostgreSqlServer.Instance.OpenAsync(pooler.ConnectionString))
        {
            var settings = await session.RowsAsync(
                "SELECT name FROM pg_settings WHERE source = 'session' AND name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'extra_float_digits', 'backend_flush_after')");
            Assert.Empty(settings.Select(s => s[0]).Except(["extra_float_digits"]));
        }

        NpgsqlConnection.ClearAllPools();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Runs_on_either_side_of_a_pooler_exclude_each_other(bool firstPooled, bool secondPooled)
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance);
        await using var pooler = await PgBouncer.StartAsync(fixture.Database.ConnectionString);
        var pooled = new TestDatabase(PostgreSqlServer.Instance, fixture.Database.Name, pooler.ConnectionString);
        PhasedException? refused = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Number: 1 })
                {
                    refused = Assert.Throws<PhasedException>(
                        () => ApplyAsync(secondPooled ? pooled : fixture.Database, Phase.Expand).GetAwaiter().GetResult());
                }
            },
        };
        Assert.Equal([RenameContext.Expand], await ApplyAsync(firstPooled ? pooled : fixture.Database, Phase.Expand, observer));
        Assert.Equal("EFP2003", refused!.Code);
        Assert.Contains($"process {Environment.ProcessId} on '{Environment.MachineName}'", refused.Message, StringComparison.Ordinal);
        NpgsqlConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_step_that_makes_others_wait_too_long_is_given_up_behind_a_pooler_too()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance);
        await using var pooler = await PgBouncer.StartAsync(fixture.Database.ConnectionString);
        var pooled = new TestDatabase(PostgreSqlServer.Instance, fixture.Database.Name, pooler.ConnectionString);
        await OutOfTheWayBehaviour.RequireGivenUpAsync(fixture, settings => ApplyAsync(pooled, Phase.Expand, settings: settings));
        Assert.Equal([RenameContext.Expand], await ApplyAsync(pooled, Phase.Expand));
        NpgsqlConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_run_whose_lease_was_taken_stops()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(PostgreSqlServer.Instance);
        await using var pooler = await PgBouncer.StartAsync(fixture.Database.ConnectionString);
        var pooled = new TestDatabase(PostgreSqlServer.Instance, fixture.Database.Name, pooler.ConnectionString);
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepDone { Number: 1 })
                    fixture.ExecuteAsync("UPDATE \"__EFPhasedRun\" SET owner = 'another'").GetAwaiter().GetResult();
            },
        };
        var error = await Assert.ThrowsAsync<PhasedException>(() => ApplyAsync(pooled, Phase.Expand, observer));
        Assert.Equal("EFP2018", error.Code);
        Assert.Single(observer.Of<StepDone>());
        await fixture.ExecuteAsync("DELETE FROM \"__EFPhasedRun\"");
        Assert.Equal([RenameContext.Expand], await ApplyAsync(pooled, Phase.Expand));
        NpgsqlConnection.ClearAllPools();
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(TestDatabase database, Phase phase, IRunObserver? observer = null, RunSettings? settings = null)
    {
        await using var context = RenameContext.Open(database);
        return await RunningFixture.Runner(context, observer, settings).ApplyAsync(phase, RenameContext.Change, CancellationToken.None);
    }
}
