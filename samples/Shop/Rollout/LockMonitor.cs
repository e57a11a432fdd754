namespace Rollout;

/// <summary>
/// Watches the locks every few milliseconds, and keeps for each phase of the rollout the longest time
/// that a request of the shop waited for a session that is not the shop's.
/// </summary>
internal sealed class LockMonitor(LockSampler sampler) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);
    private static readonly string[] ShopNames = [ShopVersion.V1.ApplicationName, ShopVersion.V2.ApplicationName, ShopDatabase.ObserverName];

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<(int Session, DateTime Since), PhaseMeasurements> _waiting = [];
    private readonly Dictionary<StrongLock, (DateTime Since, PhaseMeasurements Phase)> _held = [];
    private Dictionary<int, string> _names = [];
    private PhaseMeasurements _phase = new("start");
    private Task _watching = Task.CompletedTask;

    public void Start() => _watching = Watch();

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

    private async Task Watch()
    {
        using PeriodicTimer timer = new(Interval);
        var previous = (await sampler.Sample()).Time;
        while (!_stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var sample = await sampler.Sample();
            if (HasUnknownSession(sample))
                _names = await sampler.SessionNames();

            ObserveWaits(sample);
            ObserveHeld(sample, previous);
            previous = sample.Time;
        }
    }

    private void ObserveWaits(LockSample sample)
    {
        var waits = sample.Waits.ToLookup(wait => wait.Session);
        foreach (var wait in sample.Waits.Where(wait => IsShop(wait.Session)))
        {
            if (!_waiting.ContainsKey((wait.Session, wait.Since)) && FindOutsider(wait, waits) is not null)
                _waiting[(wait.Session, wait.Since)] = _phase;
        }

        // up to the first sample without it, so that a wait is never told shorter than it was
        foreach (var ((session, since), phase) in _waiting.ToArray())
        {
            phase.LongestBlocking = BlockedTime.Longer(phase.LongestBlocking, new(sample.Time - since, NameOf(session)));
            if (!sample.Waits.Any(wait => wait.Session == session && wait.Since == since))
                _waiting.Remove((session, since));
        }
    }

    private void ObserveHeld(LockSample sample, DateTime previous)
    {
        foreach (var strongLock in sample.Held.Where(held => !IsShop(held.Session)))
            _held.TryAdd(strongLock, (previous, _phase));

        foreach (var (strongLock, (since, phase)) in _held.ToArray())
        {
            phase.LongestStrongLock = BlockedTime.Longer(
                phase.LongestStrongLock, new(sample.Time - since, $"{strongLock.Mode} on {strongLock.Table}"));
            if (!sample.Held.Contains(strongLock))
                _held.Remove(strongLock);
        }
    }

    /// <summary>The session outside the shop that a wait is due to, be it through other waiting requests of the shop.</summary>
    private int? FindOutsider(LockWait wait, ILookup<int, LockWait> waits)
    {
        HashSet<int> seen = [];
        Queue<int> blockers = new(wait.Blockers);
        while (blockers.TryDequeue(out var blocker))
        {
            if (!seen.Add(blocker))
                continue;
            if (!IsShop(blocker))
                return blocker;

            foreach (var next in waits[blocker].SelectMany(blocking => blocking.Blockers))
                blockers.Enqueue(next);
        }
        return null;
    }

    private bool HasUnknownSession(LockSample sample) =>
        sample.Waits.SelectMany(wait => wait.Blockers.Append(wait.Session)).Concat(sample.Held.Select(held => held.Session))
            .Any(session => !_names.ContainsKey(session));

    private bool IsShop(int session) => ShopNames.Contains(NameOf(session));

    private string NameOf(int session) => _names.GetValueOrDefault(session, "");
}
