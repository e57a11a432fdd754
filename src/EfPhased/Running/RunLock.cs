using System.Data;
using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;

namespace EfPhased.Running;

/// <summary>
/// The right to be the only run on a database: a lock of a session of its own for as long as the run lasts, or a lease where a pooler
/// hands out another session each time. Whoever has one of them respects the other.
/// </summary>
internal sealed class RunLock : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // A session that was ended rolls its statement back first.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly DbConnection _connection;
    private readonly RunnerSql _sql;
    private readonly RunLease _lease;
    private readonly bool _bySession;

    private RunLock(DbConnection connection, RunnerSql sql, RunLease lease, bool bySession)
    {
        _connection = connection;
        _sql = sql;
        _lease = lease;
        _bySession = bySession;
    }

    /// <summary>Signalled when the lease is another run's.</summary>
    public CancellationToken Lost => _lease.Lost;

    /// <param name="connection">The session for the lock.</param>
    /// <param name="sql">The server's SQL.</param>
    /// <param name="lease">The run's entry in the list of runs.</param>
    /// <param name="bySession">False where a session's locks do not hold.</param>
    /// <param name="settings">How long to wait, and whether to end a run that is no longer heard of.</param>
    /// <param name="observer">Is told of the wait.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <exception cref="PhasedException">EFP2003: another run has it, and still has it after the wait.</exception>
    public static async Task<RunLock> TakeAsync(
        DbConnection connection, RunnerSql sql, RunLease lease, bool bySession, RunSettings settings, IRunObserver observer, CancellationToken cancel)
    {
        var waited = Stopwatch.StartNew();
        var patience = settings.LockWait;
        var (reported, ended) = (false, false);
        while (!await TryAsync(connection, sql, lease, bySession, cancel))
        {
            var holder = await RunHolder.FindAsync(connection, sql, cancel);
            if (settings.TakeOver && holder.MayBeEnded && !ended)
            {
                observer.Report(new Notice($"The run of {holder} is taken over: its session is ended."));
                await connection.ScalarAsync(sql.Sessions.EndSession(holder.Session!), cancel);
                ended = true;
                patience = patience > waited.Elapsed + EndsWithin ? patience : waited.Elapsed + EndsWithin;
            }

            var left = patience - waited.Elapsed;
            if (left <= TimeSpan.Zero)
                throw Errors.AnotherRun(holder.ToString());
            if (!reported)
                observer.Report(new WaitingForRun(holder.ToString()));
            reported = true;
            await Task.Delay(left < PollInterval ? left : PollInterval, cancel);
        }

        return new RunLock(connection, sql, lease, bySession);
    }

    /// <summary>Says from now on that the run is alive.</summary>
    public Task StartAsync(CancellationToken cancel) => _lease.StartAsync(cancel);

    /// <exception cref="PhasedException">EFP2018: the session has ended, and the lock with it, or the lease is another run's.</exception>
    public async Task RequireAsync(CancellationToken cancel)
    {
        try
        {
            if (_connection.State == ConnectionState.Open
                && await (_bySession ? _connection.IsTrueAsync(_sql.HoldsLock, cancel) : _lease.RenewAsync(_connection, cancel)))
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
        await _lease.DisposeAsync();
        if (_connection.State != ConnectionState.Open)
            return;

        try
        {
            await _lease.ReleaseAsync(_connection);
            if (_bySession)
                await _connection.ScalarAsync(_sql.ReleaseLock, CancellationToken.None);
        }
        catch (DbException)
        {
            // A session that has ended holds no lock any more.
            await _connection.CloseAsync();
        }
    }

    // Each takes its own first and looks for the other's then, so that one of two at least sees the other.
    private static async Task<bool> TryAsync(DbConnection connection, RunnerSql sql, RunLease lease, bool bySession, CancellationToken cancel)
    {
        if (!bySession)
        {
            if (await IsLockedAsync(connection, sql, cancel) || !await lease.TakeAsync(connection, cancel))
                return false;
            if (!await IsLockedAsync(connection, sql, cancel))
                return true;
            await lease.ReleaseAsync(connection);
            return false;
        }

        if (!await connection.IsTrueAsync(sql.TryLock, cancel))
            return false;
        if (!await RunLease.IsLeasedAsync(connection, sql, cancel))
            return true;
        await connection.ScalarAsync(sql.ReleaseLock, cancel);
        return false;
    }

    private static async Task<bool> IsLockedAsync(DbConnection connection, RunnerSql sql, CancellationToken cancel)
        => (await connection.RowsAsync(sql.LockHolder, cancel)).Count > 0;
}
