using System.Data;
using System.Data.Common;
using EfPhased.Dialects;

namespace EfPhased.Running;

/// <summary>
/// The right to be the only run on a database, held by a session of its own for as long as the run lasts.
/// </summary>
internal sealed class RunLock : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly DbConnection _connection;
    private readonly RunnerSql _sql;

    private RunLock(DbConnection connection, RunnerSql sql)
    {
        _connection = connection;
        _sql = sql;
    }

    /// <exception cref="PhasedException">EFP2003: another run has it, and still has it after <paramref name="wait"/>.</exception>
    public static async Task<RunLock> TakeAsync(
        DbConnection connection, RunnerSql sql, TimeSpan wait, IRunObserver observer, CancellationToken cancel)
    {
        var until = DateTime.UtcNow + wait;
        var reported = false;
        while (!await connection.IsTrueAsync(sql.TryLock, cancel))
        {
            var holder = await HolderAsync(connection, sql, cancel);
            var left = until - DateTime.UtcNow;
            if (left <= TimeSpan.Zero)
                throw Errors.AnotherRun(holder);
            if (!reported)
                observer.Report(new WaitingForRun(holder));
            reported = true;
            await Task.Delay(left < PollInterval ? left : PollInterval, cancel);
        }

        return new RunLock(connection, sql);
    }

    /// <exception cref="PhasedException">EFP2018: the session has ended, and the lock with it.</exception>
    public async Task RequireAsync(CancellationToken cancel)
    {
        try
        {
            if (_connection.State == ConnectionState.Open && await _connection.IsTrueAsync(_sql.HoldsLock, cancel))
                return;
        }
        catch (DbException e) when (_connection.State != ConnectionState.Open || _sql.Classify(e) == ServerFault.NoConnection)
        {
            throw Errors.RunLockLost();
        }

        throw Errors.RunLockLost();
    }

    /// <summary>Gives the lock back; the connection stays with its owner.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection.State != ConnectionState.Open)
            return;

        try
        {
            await _connection.ScalarAsync(_sql.ReleaseLock, CancellationToken.None);
        }
        catch (DbException)
        {
            // A session that has ended holds no lock any more.
            await _connection.CloseAsync();
        }
    }

    private static async Task<string> HolderAsync(DbConnection connection, RunnerSql sql, CancellationToken cancel)
    {
        var rows = await connection.RowsAsync(sql.LockHolder, cancel);
        return rows.Count == 0
            ? "its session has just ended"
            : $"session {rows[0][0]} of user '{rows[0][1]}'{Named(rows[0][2])} from {rows[0][3]}, since {rows[0][4]}";
    }

    private static string Named(string? application) => string.IsNullOrEmpty(application) ? "" : $" ({application})";
}
