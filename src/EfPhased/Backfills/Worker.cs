using System.Diagnostics;
using EfPhased.Backfills.Throttling;
using EfPhased.Journals;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// The one who works on a backfill, as others see it: it obeys them, stands still or rests when it has to, and says about once a second
/// how it gets on.
/// </summary>
internal sealed class Worker(FillSession session, BackfillEntry entry, Throttle throttle)
{
    // The signal's name where no signal but a person has asked.
    private const string Command = "command";

    // How much of the time is left to a backfill that a signal slows down.
    private const double SlowDuty = 0.5;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenNews = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenReminders = TimeSpan.FromSeconds(30);

    private readonly WorkerJournal _journal = new(session.Connection, session.Sql, session.Settings, session.Worker);
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private readonly Stopwatch _sinceNews = new();
    private readonly Rest _rest = new();
    private long _rows;
    private ThrottleReason? _slowdown;

    /// <summary>The rate with all pauses, in rows per second.</summary>
    public double OverallRate => _rows / Math.Max(0.001, _sinceStart.Elapsed.TotalSeconds);

    private string? HeldUp => _slowdown is null ? null : $"{_slowdown}; works half of the time";

    /// <summary>Rows were passed.</summary>
    public async Task PassedAsync(long rows, double rate, CancellationToken cancel)
    {
        _rows += rows;
        if (_sinceNews.IsRunning && _sinceNews.Elapsed < BetweenNews)
            return;
        _sinceNews.Restart();
        await _journal.BeatAsync(entry, new WorkerNews(rate, OverallRate, HeldUp), cancel);
    }

    /// <summary>A chunk of so many rows took so long: the measure of how busy the server is.</summary>
    public void Took(long rows, TimeSpan time) => throttle.Took(rows, time);

    /// <summary>Leaves the server alone after some work, where that may not take all of the time.</summary>
    public async Task RestAsync(TimeSpan worked, CancellationToken cancel)
    {
        SlowDown(throttle.Slowdown);
        var duty = Math.Min(session.Settings.Backfill?.Duty ?? 1, _slowdown is null ? 1 : SlowDuty);
        var rested = await _rest.TakeAsync(worked, duty, cancel);
        if (_slowdown is not null)
            Telemetry.PausedSeconds.Add(rested.TotalSeconds, new KeyValuePair<string, object?>(Telemetry.SignalTag, _slowdown.Signal));
    }

    /// <summary>Says that the worker is alive although no row is passed, and why; null where it is about to work.</summary>
    public Task WaitsAsync(string? reason, CancellationToken cancel) => _journal.BeatAsync(entry, new WorkerNews(null, OverallRate, reason), cancel);

    public Task SkippedAsync(CancellationToken cancel)
        => _journal.BeatAsync(entry, new WorkerNews(null, OverallRate, null) { Skipped = 1 }, cancel);

    /// <summary>The comparison has looked at so many rows.</summary>
    public Task ComparedAsync(long rows, CancellationToken cancel)
        => _journal.BeatAsync(entry, new WorkerNews(null, null, HeldUp) { Compared = rows }, cancel);

    /// <summary>Waits while people or signals want it to.</summary>
    /// <exception cref="PhasedException">EFP2015: somebody has cancelled the backfill.</exception>
    public async Task ObeyAsync(CancellationToken cancel)
    {
        string? said = null;
        var sinceSaid = Stopwatch.StartNew();
        using var activity = new PauseActivity();
        while (await WhyWaitAsync(cancel) is { } pause)
        {
            activity.Begin(pause.Signal);
            if (pause.Signal != said || sinceSaid.Elapsed > BetweenReminders)
            {
                if (said is null && pause.Reason is null)
                    await session.Backfills.SetStateAsync(entry, BackfillState.Paused, cancel);
                session.Observer.Report(pause.Reason is { } reason
                    ? new BackfillThrottled(entry.Change, entry.Table, reason)
                    : new BackfillPaused(entry.Change, entry.Table, DateTimeOffset.Now));
                said = pause.Signal;
                sinceSaid.Restart();
            }

            await _journal.BeatAsync(entry, new WorkerNews(null, OverallRate, pause.Reason?.ToString() ?? "somebody asked it to pause"), cancel);
            await Task.Delay(Poll, cancel);
        }

        if (said is null)
            return;
        if (said == Command)
            await session.Backfills.SetStateAsync(entry, BackfillState.Running, cancel);
        await _journal.BeatAsync(entry, new WorkerNews(null, OverallRate, null), cancel);
        session.Observer.Report(new BackfillResumed(entry.Change, entry.Table));
    }

    private void SlowDown(ThrottleReason? reason)
    {
        if (reason?.Signal != _slowdown?.Signal)
        {
            session.Observer.Report(new BackfillSlowed(entry.Change, entry.Table, reason));
            _sinceNews.Reset();
            if (reason is not null)
                Telemetry.Pauses.Add(1, new KeyValuePair<string, object?>(Telemetry.SignalTag, reason.Signal));
        }

        _slowdown = reason;
    }

    private async Task<Pause?> WhyWaitAsync(CancellationToken cancel)
    {
        switch (await session.Backfills.DesiredAsync(entry, cancel))
        {
            case BackfillCommand.Cancel:
                await session.Backfills.SetStateAsync(entry, BackfillState.Cancelled, cancel);
                throw Errors.BackfillCancelled(entry.Change, entry.Table);
            case BackfillCommand.Pause:
                return new Pause(Command, null);
            default:
                return throttle.Reason is { } reason ? new Pause(reason.Signal, reason) : null;
        }
    }

    private sealed record Pause(string Signal, ThrottleReason? Reason);

    /// <summary>Measures a pause, by what caused it.</summary>
    private sealed class PauseActivity : IDisposable
    {
        private readonly Stopwatch _watch = new();
        private string? _signal;

        public void Begin(string signal)
        {
            if (_signal == signal)
                return;
            End();
            _signal = signal;
            _watch.Restart();
            Telemetry.Pauses.Add(1, new KeyValuePair<string, object?>(Telemetry.SignalTag, signal));
        }

        public void Dispose() => End();

        private void End()
        {
            if (_signal is not null)
                Telemetry.PausedSeconds.Add(_watch.Elapsed.TotalSeconds, new KeyValuePair<string, object?>(Telemetry.SignalTag, _signal));
        }
    }
}
