using EfPhased.Backfills.Throttling;

namespace EfPhased.Running;

/// <summary>Something that happened in a run.</summary>
internal abstract record RunEvent;

/// <param name="MigrationId">The migration.</param>
/// <param name="Direction">Up or down.</param>
/// <param name="Change">The change it belongs to; null for a plain migration.</param>
/// <param name="Phase">Its phase; null for a plain migration.</param>
/// <param name="Steps">How many steps it has.</param>
internal sealed record MigrationStarted(string MigrationId, Direction Direction, string? Change, Phase? Phase, int Steps) : RunEvent;

internal sealed record MigrationFinished(string MigrationId, Direction Direction, TimeSpan Took) : RunEvent;

/// <param name="MigrationId">The migration.</param>
/// <param name="Number">The step, counted from 1.</param>
/// <param name="Total">How many steps the migration has.</param>
/// <param name="Description">The step in a few words, such as "add column Customers.FullName".</param>
internal sealed record StepStarted(string MigrationId, int Number, int Total, string Description) : RunEvent;

internal sealed record StepDone(string MigrationId, int Number, int Total, string Description, TimeSpan Took) : RunEvent;

internal sealed record StepAlreadyDone(string MigrationId, int Number, int Total, string Description) : RunEvent;

/// <param name="Description">The step.</param>
/// <param name="Phase">What the server does, in its own words.</param>
/// <param name="Share">How much of that is done, from 0 to 1; null when it does not say.</param>
/// <param name="Remaining">How long the rest of that takes at this rate; null when unknown.</param>
internal sealed record StepProgress(string Description, string Phase, double? Share, TimeSpan? Remaining) : RunEvent;

/// <param name="Description">What waits.</param>
/// <param name="Attempt">The attempt that failed, counted from 1.</param>
/// <param name="Waited">How long others may have queued behind us in that attempt.</param>
/// <param name="Pause">How long the run leaves the table alone now.</param>
/// <param name="Blockers">Who held the lock, as far as the server says.</param>
internal sealed record LockRetry(string Description, int Attempt, TimeSpan Waited, TimeSpan Pause, IReadOnlyList<Blocker> Blockers) : RunEvent
{
    /// <summary>What the attempt cost others: blocked sessions times seconds.</summary>
    public double Damage { get; init; }
}

/// <param name="Description">What waits.</param>
/// <param name="Window">The hours in which locks may be asked for.</param>
/// <param name="Left">How long until they begin.</param>
internal sealed record WaitingForWindow(string Description, TimeWindow Window, TimeSpan Left) : RunEvent;

/// <param name="Change">The change.</param>
/// <param name="Table">The table that is filled.</param>
/// <param name="Rows">Rows passed so far.</param>
/// <param name="Total">Rows to pass, as the server estimates them; null when it does not know.</param>
/// <param name="RowsPerSecond">The current rate.</param>
/// <param name="Remaining">The time left at that rate; null when unknown.</param>
/// <param name="Verifying">False while rows are filled, true while they are checked afterwards.</param>
internal sealed record BackfillProgress(
    string Change, string Table, long Rows, long? Total, double RowsPerSecond, TimeSpan? Remaining, bool Verifying) : RunEvent
{
    /// <summary>The rate with all pauses, by which the time left is told; null where there are none.</summary>
    public double? OverallRate { get; init; }
}

/// <summary>Somebody asked a backfill to pause; it goes on when it is resumed.</summary>
internal sealed record BackfillPaused(string Change, string Table, DateTimeOffset Since) : RunEvent;

/// <summary>A signal is above its limit, so the backfill stands still; it goes on by itself.</summary>
internal sealed record BackfillThrottled(string Change, string Table, ThrottleReason Reason) : RunEvent;

/// <param name="Change">The change.</param>
/// <param name="Table">The table that is filled.</param>
/// <param name="Reason">The signal that makes it work half of the time; null when none does any more.</param>
internal sealed record BackfillSlowed(string Change, string Table, ThrottleReason? Reason) : RunEvent;

internal sealed record BackfillResumed(string Change, string Table) : RunEvent;

/// <summary>A contract was left out because it does not run unattended.</summary>
internal sealed record HeldBack(string MigrationId, string Change, string Reason) : RunEvent;

/// <summary>Another run works on the database, and this one waits for it.</summary>
internal sealed record WaitingForRun(string Holder) : RunEvent;

internal sealed record Notice(string Text) : RunEvent;

internal enum Direction
{
    Up,
    Down,
}
