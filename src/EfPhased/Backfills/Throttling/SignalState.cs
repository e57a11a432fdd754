using System.Data.Common;
using System.Diagnostics;
using EfPhased.Running;

namespace EfPhased.Backfills.Throttling;

/// <summary>
/// What a signal has said so far.
/// </summary>
internal sealed class SignalState(Signal signal, IRunObserver observer)
{
    private const double ResumeAt = 0.7;
    private static readonly TimeSpan BlindAfter = TimeSpan.FromSeconds(15);

    private readonly Stopwatch _sinceReading = Stopwatch.StartNew();
    private bool _warned;

    public Signal Signal => signal;

    /// <summary>Why to stand still because of it; null to go on.</summary>
    public ThrottleReason? Reason { get; private set; }

    /// <summary>Why to work half of the time because of it; null where it does not ask for that.</summary>
    public ThrottleReason? Slowdown { get; private set; }

    public async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            var reading = await signal.ReadAsync(cancel);
            _sinceReading.Restart();
            Take(reading);
        }
        catch (Exception e) when (e is DbException or PhasedException or InvalidOperationException)
        {
            // Nobody knows what it would say: after a while that is a reason, too.
            if (_sinceReading.Elapsed > BlindAfter && !signal.WarnsOnly)
                Take(new Reading(double.PositiveInfinity, e.Message));
        }
    }

    private void Take(Reading reading)
    {
        if (signal.WarnsOnly)
        {
            Warn(reading);
            return;
        }

        Reason = Judge(reading, signal.Limit, Reason);
        Slowdown = Judge(reading, signal.SlowsAbove, Slowdown);
    }

    private ThrottleReason? Judge(Reading reading, double limit, ThrottleReason? before)
    {
        if (reading.Value <= (before is null ? limit : limit * ResumeAt))
            return null;
        var value = signal.Text(reading.Value) + (reading.Detail is null ? "" : $" ({reading.Detail})");
        return new ThrottleReason(signal.Name, value, signal.Text(limit), before?.Since ?? DateTimeOffset.UtcNow);
    }

    private void Warn(Reading reading)
    {
        if (reading.Value <= signal.Limit)
            _warned = false;
        else if (!_warned)
        {
            _warned = true;
            observer.Report(new Notice(
                $"{signal.Name}: {signal.Text(reading.Value)}{(reading.Detail is null ? "" : $", {reading.Detail}")}. The server keeps old rows for it, so the backfill's table grows meanwhile."));
        }
    }
}
