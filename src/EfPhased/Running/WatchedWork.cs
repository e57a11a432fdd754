namespace EfPhased.Running;

/// <summary>
/// Looks on while something else works.
/// </summary>
internal static class WatchedWork
{
    /// <summary>Begins the work and a watch beside it, and ends the watch with it: none of what the watch does can meet what comes next.</summary>
    /// <param name="work">What is watched.</param>
    /// <param name="watch">Looks on until it is cancelled; null where nobody can.</param>
    /// <returns>The work, which has ended in one way or another.</returns>
    public static async Task<Task> RunAsync(Func<Task> work, Func<CancellationToken, Task>? watch)
    {
        var working = work();
        using var stop = new CancellationTokenSource();
        var watching = watch is null || working.IsCompleted ? Task.CompletedTask : watch(stop.Token);
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stop.CancelAsync();
        await watching;
        return working;
    }
}
