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
    private DateTimeOffset? _since;
    private bool _warned;

    public Signal Signal => signal;

    /// <summary>Why to stand still because of it; null to go on.</summary>
    public ThrottleReason? Reason { get; private set; }

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

        if (reading.Value <= (Reason is null ? signal.Limit : signal.Limit * ResumeAt))
        {
            _since = null;
            Reason = null;
            return;
        }

        _since ??= DateTimeOffset.UtcNow;
        var value = signal.Text(reading.Value) + (reading.Detail is null ? "" : $" ({reading.Detail})");
        Reason = new ThrottleReason(signal.Name, value, signal.Text(signal.Limit), _since.Value);
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
