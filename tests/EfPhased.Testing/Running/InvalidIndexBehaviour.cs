using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Running;

/// <summary>An interrupted CREATE INDEX CONCURRENTLY leaves an invalid index: ours is built again, anybody else's is left alone.</summary>
public abstract class InvalidIndexBehaviour(TestServer server)
{
    private const int IndexStep = 4;
    private const string MakeInvalid = "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"IX_People_FullName\"'::regclass";
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
