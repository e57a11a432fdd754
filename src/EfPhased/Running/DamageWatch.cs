using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;

namespace EfPhased.Running;

/// <summary>
/// Counts what a run's statements cost others while they wait for a lock or hold it, in sessions times seconds, and ends the statement
/// when that is more than was allowed.
/// </summary>
/// <param name="side">The session that looks.</param>
/// <param name="sql">The server's SQL.</param>
/// <param name="settings">The budgets.</param>
/// <param name="working">An expression for the server's number of the session that works; null where nobody can look.</param>
internal sealed class DamageWatch(SideConnection side, SessionSql sql, RunSettings settings, string? working)
{
    // Most statements have ended by then, and nobody has to be asked about them.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Sessions times seconds of the whole run.</summary>
    public double Total { get; private set; }

    public bool IsSpent => Total >= settings.DamagePerRun;

    /// <summary>Runs an attempt and looks on.</summary>
    public async Task<Damage> DuringAsync(Func<Task> attempt)
    {
        var damage = new Damage();
        var work = await WatchedWork.RunAsync(attempt, working is null ? null : stop => WatchAsync(working, damage, stop));
        damage.Failure = work.Exception?.InnerException ?? (work.IsCanceled ? new OperationCanceledException() : null);
        Total += damage.SessionSeconds;
        if (damage.SessionSeconds > 0)
            Telemetry.BlockedSeconds.Add(damage.SessionSeconds);
        return damage;
    }

    private async Task WatchAsync(string session, Damage damage, CancellationToken stop)
    {
        var sinceLook = Stopwatch.StartNew();
        long blocked = 0;
        try
        {
            await Task.Delay(FirstLook, stop);
            while (true)
            {
                blocked = await side.AskAsync(c => c.CountAsync(sql.BlockedBy(session), stop), stop);
                damage.SessionSeconds += blocked * sinceLook.Elapsed.TotalSeconds;
                sinceLook.Restart();
                if (damage.SessionSeconds >= settings.DamagePerAttempt || Total + damage.SessionSeconds >= settings.DamagePerRun)
                {
                    damage.IsSpent = true;
                    await side.AskAsync(c => c.ExecuteAsync(sql.CancelStatement(session), CancellationToken.None), stop);
                    return;
                }

                await Task.Delay(Interval, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The attempt has ended, and with it what those who were seen last had to wait.
            damage.SessionSeconds += blocked * sinceLook.Elapsed.TotalSeconds;
        }
        catch (DbException e)
        {
            // The lock timeouts hold all the same.
            damage.Unwatched = e.Message;
        }
    }
}

/// <summary>
/// What one attempt cost others.
/// </summary>
internal sealed class Damage
{
    /// <summary>Blocked sessions times the seconds that they were.</summary>
    public double SessionSeconds { get; set; }

    /// <summary>It was more than allowed, and the statement was ended.</summary>
    public bool IsSpent { get; set; }

    /// <summary>Why nobody could look; null where somebody did.</summary>
    public string? Unwatched { get; set; }

    /// <summary>How the attempt failed; null when it did not.</summary>
    public Exception? Failure { get; set; }
}
