using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using EfPhased.Dialects;

namespace EfPhased.Running;

/// <summary>
/// Runs what needs a table lock: waits briefly, so that hardly anybody queues behind it, leaves the table alone for a while, and
/// tries again, until it gives up and says who was in the way.
/// </summary>
internal sealed class LockRetrying(RunnerSql sql, RunSettings settings, IRunObserver observer, DamageWatch damages)
{
    private const double PauseGrowth = 1.3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WindowPoll = TimeSpan.FromSeconds(1);

    private bool _toldUnwatched;

    /// <param name="description">What is tried, for people.</param>
    /// <param name="connection">The session to ask for blockers.</param>
    /// <param name="tables">The tables that have to be locked.</param>
    /// <param name="attempt">One attempt, given the longest time it may wait for a lock.</param>
    /// <param name="cancel">Stops between two attempts.</param>
    /// <param name="patient">True for what waits for locks behind which nobody queues: it may run at any hour.</param>
    /// <exception cref="PhasedException">EFP2002 or EFP2101: the lock was not to be had.</exception>
    public async Task RunAsync(
        string description, DbConnection connection, IReadOnlyList<(string Table, string? Schema)> tables,
        Func<TimeSpan, Task> attempt, CancellationToken cancel, bool patient = false)
    {
        var watch = new Stopwatch();
        for (var number = 1; ; number++)
        {
            watch.Stop();
            if (!patient && tables.Count > 0)
                await WaitForWindowAsync(description, cancel);
            watch.Start();
            var timeout = sql.LockLadder[Math.Min(number, sql.LockLadder.Count) - 1];
            var sinceAttempt = Stopwatch.StartNew();
            var damage = await damages.DuringAsync(() => attempt(timeout));
            Telemetry.LockWait.Record(sinceAttempt.Elapsed.TotalSeconds);
            TellUnwatched(damage);
            if (damage.Failure is null)
                return;
            if (!MayTryAgain(damage.Failure, damage))
                ExceptionDispatchInfo.Throw(damage.Failure);

            var blockers = await Blocker.FindAsync(connection, sql, tables, cancel);
            if (damages.IsSpent)
                throw Errors.DamageSpent(description, damages.Total, settings.DamagePerRun, blockers, damage.Failure);
            if (number >= settings.LockAttempts || watch.Elapsed > settings.LockTimeLimit)
                throw Errors.LockNotFree(description, number, watch.Elapsed, blockers, damage.Failure);

            var pause = PauseAfter(number);
            Telemetry.LockRetries.Add(1);
            observer.Report(new LockRetry(description, number, timeout, pause, blockers) { Damage = damage.SessionSeconds });
            await Task.Delay(pause, cancel);
        }
    }

    // A driver can lose the error of a statement that was ended, and trip over what it has lost: MySql.Data does.
    private bool MayTryAgain(Exception failure, Damage damage) => failure switch
    {
        DbException e => sql.Classify(e) is var fault && (fault is ServerFault.LockTimeout or ServerFault.Deadlock || (fault == ServerFault.Cancelled && damage.IsSpent)),
        NullReferenceException => damage.IsSpent,
        _ => false,
    };

    private async Task WaitForWindowAsync(string description, CancellationToken cancel)
    {
        if (settings.LockWindow is not { } window)
            return;
        var told = false;
        while (window.Until(TimeOnly.FromDateTime(settings.Clock.GetLocalNow().DateTime)) is var left && left > TimeSpan.Zero)
        {
            if (!told)
                observer.Report(new WaitingForWindow(description, window, left));
            told = true;
            await Task.Delay(left < WindowPoll ? left : WindowPoll, cancel);
        }
    }

    private void TellUnwatched(Damage damage)
    {
        if (damage.Unwatched is not { } reason || _toldUnwatched)
            return;
        _toldUnwatched = true;
        observer.Report(new Notice($"Nobody can be asked how many sessions wait for the run ({reason}). Its lock timeouts hold all the same."));
    }

    // Jitter keeps two instances, and the application's own periodic jobs, from meeting again and again.
    private static TimeSpan PauseAfter(int attempt)
    {
        var grown = FirstPause * Math.Pow(PauseGrowth, attempt - 1);
        var bounded = grown < LongestPause ? grown : LongestPause;
        return bounded * (0.75 + Random.Shared.NextDouble() / 2);
    }
}
