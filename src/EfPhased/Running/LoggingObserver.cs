using Microsoft.Extensions.Logging;

namespace EfPhased.Running;

/// <summary>
/// Tells the application's log what a run does when the application itself migrates.
/// </summary>
internal sealed class LoggingObserver(ILogger logger) : IRunObserver
{
    public void Report(RunEvent e)
    {
        switch (e)
        {
            case MigrationStarted s:
                logger.LogInformation(PhasedEventId.MigrationStarted, "{Direction} {Migration}: {Steps} steps", s.Direction, s.MigrationId, s.Steps);
                break;
            case MigrationFinished f:
                logger.LogInformation(PhasedEventId.MigrationFinished, "{Direction} {Migration} done in {Took}", f.Direction, f.MigrationId, f.Took);
                break;
            case StepStarted s:
                logger.LogInformation(
                    PhasedEventId.StepStarted, "{Migration} step {Number} of {Total}: {Step}", s.MigrationId, s.Number, s.Total, s.Description);
                break;
            case StepDone s:
                logger.LogDebug(
                    PhasedEventId.StepDone, "{Migration} step {Number} of {Total} done in {Took}: {Step}", s.MigrationId, s.Number, s.Total, s.Took, s.Description);
                break;
            case StepAlreadyDone s:
                logger.LogInformation(
                    PhasedEventId.StepAlreadyDone, "{Migration} step {Number} of {Total} was done before: {Step}", s.MigrationId, s.Number, s.Total, s.Description);
                break;
            case StepProgress p:
                logger.LogDebug(PhasedEventId.StepProgress, "{Step}: {Phase}, {Share:P0}, {Remaining} left", p.Description, p.Phase, p.Share, p.Remaining);
                break;
            case LockRetry r:
                logger.LogInformation(
                    PhasedEventId.LockRetry, "{Step} waits for a lock, attempt {Attempt}, again in {Pause}, {Damage} session-seconds: {Blockers}",
                    r.Description, r.Attempt, r.Pause, r.Damage, string.Join("; ", r.Blockers));
                break;
            case HeldBack h:
                logger.LogWarning(PhasedEventId.HeldBack, "{Migration} is held back. {Reason}", h.MigrationId, h.Reason);
                break;
            case WaitingForWindow w:
                logger.LogInformation(PhasedEventId.WaitingForWindow, "{Step} waits for {Window}, in {Left}", w.Description, w.Window, w.Left);
                break;
            case WaitingForRun w:
                logger.LogInformation(PhasedEventId.WaitingForRun, "Waiting for another run on this database: {Holder}", w.Holder);
                break;
            case Notice n:
                logger.LogWarning(PhasedEventId.Notice, "{Notice}", n.Text);
                break;
            default:
                ReportBackfill(e);
                break;
        }
    }

    private void ReportBackfill(RunEvent e)
    {
        switch (e)
        {
            case BackfillProgress p:
                logger.LogDebug(
                    PhasedEventId.BackfillProgress, "{Change} {Table}: {Rows} of {Total} rows, {Rate} rows/s", p.Change, p.Table, p.Rows, p.Total, p.RowsPerSecond);
                break;
            case BackfillPaused p:
                logger.LogWarning(
                    PhasedEventId.BackfillPaused, "The backfill of {Change} on {Table} is paused; 'dotnet ef-phased backfill {Change} --resume' lets it go on",
                    p.Change, p.Table, p.Change);
                break;
            case BackfillThrottled t:
                logger.LogWarning(
                    PhasedEventId.BackfillThrottled, "The backfill of {Change} on {Table} stands still: {Signal} is {Value}, limit {Limit}, since {Since}",
                    t.Change, t.Table, t.Reason.Signal, t.Reason.Value, t.Reason.Limit, t.Reason.Since);
                break;
            case BackfillSlowed { Reason: { } slow } s:
                logger.LogInformation(
                    PhasedEventId.BackfillSlowed, "The backfill of {Change} on {Table} works half of the time: {Signal} is {Value}, limit {Limit}, since {Since}",
                    s.Change, s.Table, slow.Signal, slow.Value, slow.Limit, slow.Since);
                break;
            case BackfillSlowed s:
                logger.LogInformation(PhasedEventId.BackfillSlowed, "The backfill of {Change} on {Table} works all the time again", s.Change, s.Table);
                break;
            case BackfillResumed r:
                logger.LogInformation(PhasedEventId.BackfillResumed, "The backfill of {Change} on {Table} goes on", r.Change, r.Table);
                break;
        }
    }
}
