using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>An interrupted CREATE INDEX CONCURRENTLY leaves an invalid index: ours is built again, anybody else's is left alone.</summary>
public abstract class InvalidIndexBehaviour(TestServer server)
{
    private const int IndexStep = 4;
    private const string MakeInvalid = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"IX_People_FullName\"'::regclass";
    private const string Comment = "SELECT obj_description(to_regclass('\"IX_People_FullName\"'), 'pg_class')";
    private const string IsValid = "SELECT indisvalid FROM pg_index WHERE indexrelid = '\"IX_People_FullName\"'::regclass";

    [Fact]
    public async Task Ours_is_built_again()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Switch));
        await fixture.RefuseJournalAsync(IndexStep);
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand));
        await fixture.AcceptJournalAsync();
        await fixture.ExecuteAsync(MakeInvalid);

        RecordingObserver observer = new();
        await fixture.ApplyAsync(Phase.Expand, observer);
        Assert.Contains(observer.Of<Notice>(), n => n.Text.Contains("IX_People_FullName", StringComparison.Ordinal));
        Assert.Equal("True", await fixture.ScalarAsync(IsValid));
    }

    [Fact]
    public async Task It_bears_a_tag_while_it_is_built_and_none_afterwards()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await using var writer = await fixture.Database.OpenAsync();
        Task? killer = null;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is not StepDone { Number: IndexStep - 1 })
                    return;

                // The build waits for every transaction that has written.
                writer.ExecuteAsync("BEGIN; UPDATE \"People\" SET \"Name\" = \"Name\" WHERE \"Id\" = 1").GetAwaiter().GetResult();
                killer = Task.Run(() => KillWhenTaggedAsync(fixture));
            },
        };
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, observer));
        await killer!;
        await writer.ExecuteAsync("COMMIT");
        Assert.Equal("False", await fixture.ScalarAsync(IsValid));

        // Whatever the journal says, the tag says whose it is.
        await fixture.ExecuteAsync($"DELETE FROM \"__EFPhasedJournal\" WHERE step = {IndexStep}");
        await fixture.ApplyAsync(Phase.Expand);
        Assert.Equal("True", await fixture.ScalarAsync(IsValid));
        Assert.Equal("", await fixture.ScalarAsync(Comment));
    }

    [Fact]
    public async Task Another_index_of_the_name_is_left_alone_although_the_build_had_begun()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Switch));
        await fixture.RefuseJournalAsync(IndexStep);
        await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand));
        await fixture.AcceptJournalAsync();
        await fixture.ExecuteAsync("DROP INDEX \"IX_People_FullName\"; CREATE INDEX \"IX_People_FullName\" ON \"People\" (\"Name\"); " + MakeInvalid);

        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand));
        Assert.Equal("EFP2008", error.Code);
        Assert.Equal("False", await fixture.ScalarAsync(IsValid));
    }

    private static async Task KillWhenTaggedAsync(RunningFixture fixture)
    {
        for (var until = DateTime.UtcNow.AddSeconds(30); (await fixture.ScalarAsync(Comment))?.StartsWith(IndexTag.Prefix, StringComparison.Ordinal) != true; await Task.Delay(20))
            Assert.True(DateTime.UtcNow < until, "The index that is being built bears no tag.");
        await fixture.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'CREATE INDEX CONCURRENTLY%'");
    }

    [Fact]
    public async Task Anybody_elses_is_left_alone()
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server);
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is StepDone { Number: IndexStep - 1 })
                    fixture.ExecuteAsync("CREATE INDEX \"IX_People_FullName\" ON \"People\" (\"FullName\"); " + MakeInvalid).GetAwaiter().GetResult();
            },
        };
        var error = await Assert.ThrowsAsync<PhasedException>(() => fixture.ApplyAsync(Phase.Expand, observer));
        Assert.Equal("EFP2008", error.Code);
        Assert.Equal("False", await fixture.ScalarAsync(IsValid));
    }
}
