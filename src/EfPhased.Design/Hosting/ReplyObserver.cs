using EfPhased.Design.Hosting.Protocol;
using EfPhased.Running;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Passes on what a run does while it does it.
/// </summary>
internal sealed class ReplyObserver(ReplyWriter replies) : IRunObserver
{
    private readonly List<HeldBackDocument> _heldBack = [];

    public IReadOnlyList<HeldBackDocument> HeldBack => _heldBack;

    public void Report(RunEvent e)
    {
        if (e is HeldBack held)
            _heldBack.Add(new HeldBackDocument(held.MigrationId, held.Change, held.Reason));
        if (ToReply(e) is { } reply)
            replies.Write(reply);
    }

    private static EventReply? ToReply(RunEvent e) => e switch
    {
        MigrationStarted m => new(EventKind.Started, $"{(m.Direction == Direction.Up ? "applying" : "reverting")} {m.MigrationId}")
        {
            Migration = m.MigrationId, Change = m.Change, Phase = m.Phase?.ToString(), Steps = m.Steps,
        },
        MigrationFinished m => new(EventKind.Done, $"{(m.Direction == Direction.Up ? "applied" : "reverted")} {m.MigrationId}")
        {
            Migration = m.MigrationId, Seconds = m.Took.TotalSeconds,
        },
        StepStarted s => Step(EventKind.Started, s.MigrationId, s.Number, s.Total, s.Description),
        StepDone s => Step(EventKind.Done, s.MigrationId, s.Number, s.Total, s.Description) with { Seconds = s.Took.TotalSeconds },
        StepAlreadyDone s => Step(EventKind.Skipped, s.MigrationId, s.Number, s.Total, s.Description),
        LockRetry r => new(EventKind.Waiting, RetryText(r)),
        BackfillProgress p => new(EventKind.Progress, $"{(p.Verifying ? "verify" : "backfill")} {p.Table}")
        {
            Change = p.Change, Table = p.Table, Rows = p.Rows, RowsTotal = p.Total, RowsPerSecond = p.RowsPerSecond,
            OverallRate = p.OverallRate, SecondsLeft = p.Remaining?.TotalSeconds, Verifying = p.Verifying,
        },
        StepProgress p => new(EventKind.Progress, $"{p.Description}: {p.Phase}")
        {
            Table = p.Description, Share = p.Share, SecondsLeft = p.Remaining?.TotalSeconds,
        },
        BackfillThrottled p => new(EventKind.Waiting, $"backfill of {p.Table} stands still: {p.Reason}")
        {
            Change = p.Change, Table = p.Table, Signal = p.Reason.Signal,
        },
        BackfillSlowed { Reason: { } reason } p => new(EventKind.Waiting, $"backfill of {p.Table} works half of the time: {reason}")
        {
            Change = p.Change, Table = p.Table, Signal = reason.Signal,
        },
        BackfillSlowed p => new(EventKind.Notice, $"backfill of {p.Table} works all the time again") { Change = p.Change, Table = p.Table },
        WaitingForWindow w => new(EventKind.Waiting, FormattableString.Invariant(
            $"{w.Description} waits for {w.Window}, in {Math.Floor(w.Left.TotalHours):0} h {w.Left.Minutes:00} min")),
        BackfillPaused p => new(EventKind.Waiting, FormattableString.Invariant(
            $"backfill of {p.Table} is paused since {p.Since.ToLocalTime():HH:mm:ss}; 'dotnet ef-phased backfill {p.Change} --resume' goes on"))
        {
            Change = p.Change, Table = p.Table,
        },
        BackfillResumed p => new(EventKind.Notice, $"backfill of {p.Table} goes on") { Change = p.Change, Table = p.Table },
        HeldBack h => new(EventKind.Notice, $"{h.MigrationId} held back: {h.Reason}") { Migration = h.MigrationId, Change = h.Change },
        WaitingForRun w => new(EventKind.Waiting, $"another run works on this database: {w.Holder}"),
        Notice n => new(EventKind.Notice, n.Text),
        _ => null,
    };

    private static EventReply Step(EventKind kind, string migration, int number, int total, string description)
        => new(kind, description) { Migration = migration, Step = number, Steps = total };

    private static string RetryText(LockRetry retry)
        => FormattableString.Invariant($"{retry.Description}: lock not free in attempt {retry.Attempt}, next in {retry.Pause.TotalSeconds:0.0} s")
            + (retry.Damage > 0 ? FormattableString.Invariant($"; others waited {retry.Damage:0.00} session-seconds") : "")
            + string.Concat(retry.Blockers.Select(b => $"\n  held by {b}"));
}
