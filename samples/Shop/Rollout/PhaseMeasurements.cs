using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rollout;

/// <summary>
/// What the requests of one phase of a rollout met.
/// </summary>
internal sealed class PhaseMeasurements(string name)
{
    private readonly ConcurrentBag<TimeSpan> _latencies = [];
    private readonly ConcurrentDictionary<string, int> _problems = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private int _failed;
    private int _wrongReads;

    public string Name => name;
    public TimeSpan Duration { get; private set; }
    public int Requests => _latencies.Count;
    public int Failed => _failed;
    public int WrongReads => _wrongReads;

    /// <summary>Kinds of failures and wrong reads, with how often each was met.</summary>
    public IReadOnlyDictionary<string, int> Problems => _problems;

    public BlockedTime LongestBlocking { get; set; } = BlockedTime.None;
    public BlockedTime LongestStrongLock { get; set; } = BlockedTime.None;

    public void Succeeded(TimeSpan latency) => _latencies.Add(latency);

    public void Fail(TimeSpan latency, string problem) => Count(ref _failed, latency, problem);

    public void ReadWrong(TimeSpan latency, string problem) => Count(ref _wrongReads, latency, $"wrong read: {problem}");

    public void End() => Duration = Stopwatch.GetElapsedTime(_started);

    public Latencies GetLatencies()
    {
        TimeSpan[] sorted = [.. _latencies.Order()];
        return sorted.Length == 0 ? default : new(sorted[(sorted.Length - 1) / 2], sorted[(sorted.Length - 1) * 99 / 100], sorted[^1]);
    }

    private void Count(ref int counter, TimeSpan latency, string problem)
    {
        Interlocked.Increment(ref counter);
        _latencies.Add(latency);
        _problems.AddOrUpdate(problem, 1, (_, count) => count + 1);
    }
}

internal readonly record struct Latencies(TimeSpan Median, TimeSpan Percentile99, TimeSpan Maximum);
