namespace EfPhased.Benchmarks.Locks;

/// <summary>A session of the application that had to wait for a lock.</summary>
/// <param name="Since">When it began to wait, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> tells it.</param>
/// <param name="Took">How long, by the server's own clock.</param>
internal readonly record struct LockWait(long Since, TimeSpan Took);

/// <summary>A step of a run.</summary>
/// <param name="Kind">What it does, without names.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it was done.</param>
internal sealed record TimedStep(string Kind, long From, long To);
