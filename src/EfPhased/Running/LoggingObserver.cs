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
                logger.LogInformation("{Direction} {Migration}: {Steps} steps", s.Direction, s.MigrationId, s.Steps);
                break;
            case MigrationFinished f:
                logger.LogInformation("{Direction} {Migration} done in {Took}", f.Direction, f.MigrationId, f.Took);
                break;
            case StepStarted s:
                logger.LogInformation("{Migration} step {Number} of {Total}: {Step}", s.MigrationId, s.Number, s.Total, s.Description);
                break;
            case StepAlreadyDone s:
                logger.LogInformation("{Migration} step {Number} of {Total} was done before: {Step}", s.MigrationId, s.Number, s.Total, s.Description);
                break;
            case LockRetry r:
                logger.LogInformation(
                    "{Step} waits for a lock, attempt {Attempt}, again in {Pause}: {Blockers}", r.Description, r.Attempt, r.Pause, string.Join("; ", r.Blockers));
                break;
            case BackfillProgress p:
                logger.LogDebug("{Change} {Table}: {Rows} of {Total} rows, {Rate} rows/s", p.Change, p.Table, p.Rows, p.Total, p.RowsPerSecond);
                break;
            case HeldBack h:
                logger.LogWarning("{Migration} is held back. {Reason}", h.MigrationId, h.Reason);
                break;
            case BackfillPaused p:
                logger.LogWarning("The backfill of {Change} on {Table} is paused; 'dotnet ef-phased backfill {Change} --resume' lets it go on", p.Change, p.Table, p.Change);
                break;
            case WaitingForRun w:
                logger.LogInformation("Waiting for another run on this database: {Holder}", w.Holder);
                break;
            case Notice n:
                logger.LogWarning("{Notice}", n.Text);
                break;
        }
    }
}
