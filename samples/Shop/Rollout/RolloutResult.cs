namespace Rollout;

internal sealed record RolloutResult(
    string Name, IReadOnlyList<PhaseMeasurements> Phases, int LockSamples, TimeSpan LongestLockSampleGap, long DamagedCustomers)
{
    public bool IsClean => DamagedCustomers == 0 && Phases.All(phase => phase is { Failed: 0, WrongReads: 0 });

    public string Summary => FormattableString.Invariant(
        $"{Name}: requests {Phases.Sum(p => p.Requests)}, failed {Phases.Sum(p => p.Failed)}, wrong reads {Phases.Sum(p => p.WrongReads)}, longest blocking lock {LongestBlocking.Duration.TotalMilliseconds:0} ms");

    public BlockedTime LongestBlocking => Phases.Select(phase => phase.LongestBlocking).Aggregate(BlockedTime.None, BlockedTime.Longer);
}
