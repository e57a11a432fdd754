using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>Phases run in order, survive interruption at every step, and go back.</summary>
public abstract class ApplyBehaviour(TestServer server)
{
    [Fact]
    public async Task Phases_run_one_after_the_other()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);

        Assert.Equal([RenameContext.Expand], await fixture.ApplyAsync(Phase.Expand));
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
        Assert.Equal("10", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\""));

        Assert.Equal([RenameContext.Switch], await fixture.ApplyAsync(Phase.Switch));
        await fixture.ExecuteAsync("INSERT INTO \"People\" (\"Id\", \"Name\") VALUES (11, 'Old')");
        Assert.Equal("Old", await fixture.ScalarAsync("SELECT \"FullName\" FROM \"People\" WHERE \"Id\" = 11"));

        Assert.Equal([RenameContext.Contract], await fixture.ApplyAsync(Phase.Contract));
        Assert.Equal("FullName,Id", await fixture.ColumnsAsync());
        Assert.Equal("Person 7", await fixture.ScalarAsync("SELECT \"FullName\" FROM \"People\" WHERE \"Id\" = 7"));
        Assert.True((await fixture.StatusAsync()).IsComplete);
        Assert.Empty(await fixture.ApplyAsync(Phase.Contract));
    }

    [Fact]
    public async Task A_phase_waits_for_the_one_before_it()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Switch));
        Assert.Equal("EFP3003", error.Code);
        Assert.Contains("dotnet ef-phased apply --phase expand --change RenameName", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_what_each_change_waits_for()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        Assert.Contains("apply --phase expand", (await fixture.StatusAsync()).WaitingFor, StringComparison.Ordinal);

        await fixture.ApplyAsync(Phase.Expand);
        var status = await fixture.StatusAsync();
        Assert.Equal(Phase.Expand, status.Phase);
        Assert.Contains("apply --phase switch", status.WaitingFor, StringComparison.Ordinal);
        Assert.Equal(100, Assert.Single(status.Backfills).Percent);
    }

    /// <summary>Dies after each step in turn; the next run completes what is left and nothing twice.</summary>
    [Theory]
    [InlineData(Phase.Expand)]
    [InlineData(Phase.Switch)]
    [InlineData(Phase.Contract)]
    public async Task A_killed_run_goes_on_where_it_was(Phase phase)
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        for (var before = Phase.Expand; before < phase; before++)
            await fixture.ApplyAsync(before);

        for (var survived = 0; ; survived++)
        {
            var steps = 0;

            // A gate that was open is asked again, so dying right after it would never lead anywhere.
            RecordingObserver killer = new() { On = e => { if (e is StepDone { Description: not "gate" } && ++steps > 0) throw new KilledException(); } };
            try
            {
                await fixture.ApplyAsync(phase, killer);
                Assert.True(survived > 1);
                break;
            }
            catch (KilledException)
            {
                Assert.Equal(survived + (phase == Phase.Contract && survived > 0 ? 1 : 0), killer.Of<StepAlreadyDone>().Count());
            }
        }

        Assert.Equal(phase == Phase.Contract ? "FullName,Id" : "FullName,Id,Name", await fixture.ColumnsAsync());
        Assert.Equal("10", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" LIKE 'Person %'"));
    }

    /// <summary>The statement is done and the journal cannot be written, at every step in turn.</summary>
    [Theory]
    [InlineData(Phase.Expand)]
    [InlineData(Phase.Switch)]
    [InlineData(Phase.Contract)]
    public async Task A_step_that_ended_before_its_journal_entry_is_recognised(Phase phase)
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        for (var before = Phase.Expand; before < phase; before++)
            await fixture.ApplyAsync(before);

        // The tables of the journal have to be there before they can be broken.
        if (phase == Phase.Expand)
            await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Switch));

        var total = (await fixture.StatusAsync()).Migrations.Single(m => m.Phase == phase).StepsTotal;
        for (var step = 1; step <= total; step++)
        {
            await fixture.RefuseJournalAsync(step);
            await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(phase));
            await fixture.AcceptJournalAsync();
        }

        await fixture.ApplyAsync(phase);
        Assert.Equal(phase == Phase.Contract ? "FullName,Id" : "FullName,Id,Name", await fixture.ColumnsAsync());
        Assert.Equal("10", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" LIKE 'Person %'"));
    }

    [Fact]
    public async Task Rollback_takes_the_newest_phase_back_first()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        await fixture.ApplyAsync(Phase.Switch);
        await fixture.ApplyAsync(Phase.Contract);

        Assert.Equal([RenameContext.Contract], await fixture.RollbackAsync(to: Phase.Switch));
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
        Assert.Equal("10", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"Name\" = \"FullName\""));

        Assert.Equal([RenameContext.Switch, RenameContext.Expand], await fixture.RollbackAsync());
        Assert.Equal("Id,Name", await fixture.ColumnsAsync());

        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("10", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\""));
    }

    [Fact]
    public async Task A_half_applied_phase_can_be_rolled_back()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        var steps = 0;
        RecordingObserver killer = new() { On = e => { if (e is StepDone && ++steps == 2) throw new KilledException(); } };
        await Assert.ThrowsAsync<KilledException>(() => fixture.ApplyAsync(Phase.Expand, killer));

        Assert.Equal([RenameContext.Expand], await fixture.RollbackAsync());
        Assert.Equal("Id,Name", await fixture.ColumnsAsync());
        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("FullName,Id,Name", await fixture.ColumnsAsync());
    }

    [Fact]
    public async Task An_interrupted_rollback_has_to_be_finished()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await fixture.ApplyAsync(Phase.Expand);
        var steps = 0;
        RecordingObserver killer = new() { On = e => { if (e is StepDone && ++steps == 2) throw new KilledException(); } };
        await Assert.ThrowsAsync<KilledException>(() => fixture.RollbackAsync(observer: killer));

        var status = await fixture.StatusAsync();
        Assert.Contains("rollback RenameName", status.WaitingFor, StringComparison.Ordinal);
        await fixture.RollbackAsync();
        Assert.Equal("Id,Name", await fixture.ColumnsAsync());
    }
}
