using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>Runs wait for locks briefly, again and again, and say who was in the way.</summary>
public abstract class LockBehaviour(TestServer server)
{
    [Fact]
    public async Task A_step_gives_up_when_its_lock_is_not_free_and_names_the_blocker()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await using var reader = await fixture.Database.OpenAsync();
        await reader.ExecuteAsync(fixture.IsPostgreSql ? "BEGIN" : "START TRANSACTION");
        await reader.ScalarAsync(fixture.Sql("SELECT COUNT(*) FROM \"People\""));

        RecordingObserver observer = new();
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, observer));
        Assert.Equal("EFP2002", error.Code);
        Assert.Contains("session ", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, observer.Of<LockRetry>().Count());
        Assert.All(observer.Of<LockRetry>(), r => Assert.NotEmpty(r.Blockers));
        Assert.Equal("Id,Name", await fixture.ColumnsAsync());

        await reader.ExecuteAsync("ROLLBACK");
        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task A_step_goes_on_when_the_lock_becomes_free()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await using var reader = await fixture.Database.OpenAsync();
        await reader.ExecuteAsync(fixture.IsPostgreSql ? "BEGIN" : "START TRANSACTION");
        await reader.ScalarAsync(fixture.Sql("SELECT COUNT(*) FROM \"People\""));

        // The run reports while nothing else uses the reader's session.
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is LockRetry { Attempt: 2 })
                    reader.ExecuteAsync("ROLLBACK").GetAwaiter().GetResult();
            },
        };
        await fixture.ApplyAsync(Phase.Expand, observer, new RunSettings());
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task A_second_run_is_refused_and_told_who_runs()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        PhasedException? refused = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepStarted { Number: 1 })
                    refused = Assert.Throws<PhasedException>(() => fixture.ApplyAsync(Phase.Expand).GetAwaiter().GetResult());
            },
        };
        await fixture.ApplyAsync(Phase.Expand, observer);

        Assert.Equal("EFP2003", refused!.Code);
        Assert.Contains("session ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_that_may_wait_finds_the_work_done()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var patient = new RunSettings { LockWait = TimeSpan.FromMinutes(1) };
        var runs = await Task.WhenAll(
            fixture.ApplyAsync(Phase.Expand, settings: patient), fixture.ApplyAsync(Phase.Expand, settings: patient));
        Assert.Equal([RenameContext.Expand], runs.SelectMany(r => r));
    }
}
