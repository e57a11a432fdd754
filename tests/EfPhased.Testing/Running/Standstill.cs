using EfPhased.Configuration;
using EfPhased.Running;

namespace EfPhased.Testing.Running;

/// <summary>A backfill that stands still because of a signal, until the cause goes away.</summary>
public static class Standstill
{
    private const string Filled = "SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\"";

    /// <summary>Backfills people, and fails unless no row was filled while it stood still and all were in the end.</summary>
    /// <param name="fixture">The people, not yet expanded.</param>
    /// <param name="policy">What the backfill looks at.</param>
    /// <param name="release">Takes the cause away, once it has stood still for a while.</param>
    /// <returns>Each time that it stopped.</returns>
    internal static async Task<IReadOnlyList<BackfillThrottled>> RunAsync(RunningFixture fixture, BackfillPolicy policy, Func<Task> release)
    {
        var people = await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\"");
        string? before = null, after = null;
        var released = Task.CompletedTask;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (e is BackfillThrottled && before is null)
                {
                    before = fixture.ScalarAsync(Filled).GetAwaiter().GetResult();
                    released = Task.Run(ReleaseAsync);
                }
            },
        };
        await fixture.ApplyAsync(Phase.Expand, observer, RunningFixture.Impatient with { Backfill = policy });
        await released;

        Assert.True(observer.Of<BackfillThrottled>().Any(), "It did not stop. " + string.Join(' ', observer.Of<Notice>()));
        Assert.Equal(before, after);
        Assert.NotEmpty(observer.Of<BackfillResumed>());
        Assert.Equal(people, await fixture.ScalarAsync(Filled));
        return [.. observer.Of<BackfillThrottled>()];

        async Task ReleaseAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            after = await fixture.ScalarAsync(Filled);
            await release();
        }
    }
}
