namespace Rollout;

/// <summary>
/// Watches the locks every few milliseconds, and keeps for each phase of the rollout the longest time
/// that a request of the shop waited for a session that is not the shop's.
/// </summary>
internal sealed class LockMonitor(LockSampler sampler) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<(Session Waiter, DateTime Since), Observation> _waiting = [];
    private readonly Dictionary<StrongLock, Observation> _held = [];
    private PhaseMeasurements _phase = new("start");
    private Task _watching = Task.CompletedTask;

    private sealed record Observation(DateTime Since, PhaseMeasurements Phase, string Description);

    public int Samples { get; private set; }

    public TimeSpan LongestGap { get; private set; }

    // a thread of its own: the traffic must not delay the watch
    public void Start() => _watching = Task.Factory.StartNew(Watch, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Enter(PhaseMeasurements phase) => Volatile.Write(ref _phase, phase);

    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _watching;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
        await sampler.DisposeAsync();
    }

    private void Watch()
    {
        var previous = sampler.Sample().Time;
        while (!_stop.Token.WaitHandle.WaitOne(Interval))
        {
            var sample = sampler.Sample();
            ObserveWaits(sample);
            ObserveHeld(sample, previous);
            Samples++;
            LongestGap = TimeSpan.FromTicks(Math.Max(LongestGap.Ticks, (sample.Time - previous).Ticks));
            previous = sample.Time;
        }
    }

    private void ObserveWaits(LockSample sample)
    {
        var waits = sample.Waits.ToLookup(wait => wait.Waiter);
        foreach (var wait in sample.Waits.Where(wait => wait.Waiter.IsShop))
        {
            var key = (wait.Waiter, wait.Since);
            if (!_waiting.ContainsKey(key) && FindOutsider(wait, waits) is { } behind)
                _waiting[key] = new(wait.Since, _phase, $"{behind.LockType} lock, behind: {Shorten(behind.BlockingStatement)}");
        }

        // up to the first sample without it, so that a wait is never told shorter than it was
        foreach (var (key, wait) in _waiting.ToArray())
        {
            wait.Phase.LongestBlocking = BlockedTime.Longer(wait.Phase.LongestBlocking, new(sample.Time - wait.Since, wait.Description));
            if (!sample.Waits.Any(w => (w.Waiter, w.Since) == key))
                _waiting.Remove(key);
        }
    }

    private void ObserveHeld(LockSample sample, DateTime previous)
    {
        foreach (var held in sample.Held)
            _held.TryAdd(held, new(previous, _phase, $"{held.Mode} on {held.Table}"));

        foreach (var (key, held) in _held.ToArray())
        {
            held.Phase.LongestStrongLock = BlockedTime.Longer(held.Phase.LongestStrongLock, new(sample.Time - held.Since, held.Description));
            if (!sample.Held.Contains(key))
                _held.Remove(key);
        }
    }

    /// <summary>The wait for a session outside the shop that this wait is due to, be it through other waiting requests of the shop.</summary>
    private static LockWait? FindOutsider(LockWait wait, ILookup<Session, LockWait> waits)
    {
        HashSet<LockWait> seen = [];
        Queue<LockWait> next = new(waits[wait.Waiter]);
        while (next.TryDequeue(out var candidate))
        {
            if (!seen.Add(candidate))
                continue;
            if (!candidate.Blocker.IsShop)
                return candidate;

            foreach (var further in waits[candidate.Blocker])
                next.Enqueue(further);
        }
        return null;
    }

    private static string Shorten(string statement)
    {
        var line = string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 90 ? line[..90] + "..." : line;
    }
}
