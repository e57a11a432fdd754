using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;

namespace EfPhased.Running;

/// <summary>
/// Runs what needs a table lock: waits briefly, so that hardly anybody queues behind it, leaves the table alone for a while, and
/// tries again, until it gives up and says who was in the way.
/// </summary>
internal sealed class LockRetrying(RunnerSql sql, RunSettings settings, IRunObserver observer)
{
    private const double PauseGrowth = 1.3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <param name="description">What is tried, for people.</param>
    /// <param name="connection">The session to ask for blockers.</param>
    /// <param name="tables">The tables that have to be locked.</param>
    /// <param name="attempt">One attempt, given the longest time it may wait for a lock.</param>
    /// <param name="cancel">Stops between two attempts.</param>
    /// <exception cref="PhasedException">EFP2002: the lock was not to be had.</exception>
    public async Task RunAsync(
        string description, DbConnection connection, IReadOnlyList<(string Table, string? Schema)> tables,
        Func<TimeSpan, Task> attempt, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        for (var number = 1; ; number++)
        {
            var timeout = sql.LockLadder[Math.Min(number, sql.LockLadder.Count) - 1];
            try
            {
                await attempt(timeout);
                return;
            }
            catch (DbException e) when (sql.Classify(e) is ServerFault.LockTimeout or ServerFault.Deadlock)
            {
                var blockers = await BlockersAsync(connection, tables, cancel);
                if (number >= settings.LockAttempts || watch.Elapsed > settings.LockTimeLimit)
                    throw Errors.LockNotFree(description, number, watch.Elapsed, blockers, e);

                var pause = PauseAfter(number);
                Telemetry.LockRetries.Add(1);
                observer.Report(new LockRetry(description, number, timeout, pause, blockers));
                await Task.Delay(pause, cancel);
            }
        }
    }

    public async Task<IReadOnlyList<Blocker>> BlockersAsync(
        DbConnection connection, IReadOnlyList<(string Table, string? Schema)> tables, CancellationToken cancel)
    {
        var rows = await connection.RowsAsync(sql.Blockers(tables), cancel);
        return rows.ConvertAll(r => new Blocker(
            r[0] ?? "?", r[1] ?? "", r[2] ?? "", r[3] ?? "",
            double.TryParse(r[4], System.Globalization.CultureInfo.InvariantCulture, out var age) ? TimeSpan.FromSeconds(age) : null,
            string.IsNullOrWhiteSpace(r[5]) ? null : r[5]));
    }

    // Jitter keeps two instances, and the application's own periodic jobs, from meeting again and again.
    private static TimeSpan PauseAfter(int attempt)
    {
        var grown = FirstPause * Math.Pow(PauseGrowth, attempt - 1);
        var bounded = grown < LongestPause ? grown : LongestPause;
        return bounded * (0.75 + Random.Shared.NextDouble() / 2);
    }
}
