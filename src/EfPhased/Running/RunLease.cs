using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;

namespace EfPhased.Running;

/// <summary>
/// A run's entry in the database: who it is, and that it is alive. Where session locks do not hold, the entry is the lock.
/// </summary>
internal sealed class RunLease(RunnerSql sql, RunSettings settings, SideConnection side, bool bySession, string session) : IAsyncDisposable
{
    /// <summary>A run that has not been heard of for longer is taken for dead.</summary>
    public const int ExpiresAfterSeconds = 30;

    private const string Name = "run";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // Before somebody else may take it, with a margin for clocks and round trips.
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(20);

    private readonly string _owner = Guid.NewGuid().ToString();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _lost = new();
    private Task _heartbeat = Task.CompletedTask;
    private bool _isEntered = !bySession;

    public CancellationToken Lost => _lost.Token;

    private string Kind => bySession ? "session" : "lease";

    /// <summary>True while a run whose lock is a lease is alive.</summary>
    public static async Task<bool> IsLeasedAsync(DbConnection connection, RunnerSql sql, CancellationToken cancel)
        => await connection.IsTrueAsync(sql.Catalog.TableExists(SessionSql.RunTable, sql.Schema), cancel)
            && await connection.CountAsync(
                $"SELECT COUNT(*) FROM {sql.Sessions.Runs} WHERE name = '{Name}' AND kind = 'lease' AND NOT ({Expired(sql)})", cancel) > 0;

    /// <summary>Takes the lease where it is free; true when it was.</summary>
    public async Task<bool> TakeAsync(DbConnection connection, CancellationToken cancel)
        => await WriteAsync(connection, $"kind = 'session' OR {Expired(sql)}", cancel);

    /// <summary>Says that the run is alive; false when its lease is another's.</summary>
    public async Task<bool> RenewAsync(DbConnection connection, CancellationToken cancel)
        => await connection.ExecuteAsync(
            $"UPDATE {sql.Sessions.Runs} SET heartbeat_at = {sql.Now} WHERE name = '{Name}' AND owner = @owner", cancel, ("@owner", _owner)) > 0;

    public async Task StartAsync(CancellationToken cancel)
    {
        await side.AskAsync(BeatAsync, cancel);
        _isEntered = true;
        _heartbeat = Task.Run(HeartbeatAsync, CancellationToken.None);
    }

    /// <summary>Ends the heartbeat; the entry stays until it is released.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _heartbeat;
        _stop.Dispose();
        _lost.Dispose();
    }

    public Task ReleaseAsync(DbConnection connection)
        => !_isEntered ? Task.CompletedTask : connection.ExecuteAsync($"DELETE FROM {sql.Sessions.Runs} WHERE name = '{Name}' AND owner = @owner", CancellationToken.None, ("@owner", _owner));

    private static string Expired(RunnerSql sql) => FormattableString.Invariant($"{sql.SecondsSince("heartbeat_at")} > {ExpiresAfterSeconds}");

    private async Task HeartbeatAsync()
    {
        var sinceHeard = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await Task.Delay(Interval, _stop.Token);
                var alive = await side.AskAsync(BeatAsync, _stop.Token);
                if (alive || bySession)
                    sinceHeard.Restart();
                else
                    await _lost.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (DbException)
            {
                // The server may come back; a session lock says by itself whether it still holds.
                if (!bySession && sinceHeard.Elapsed > LostAfter)
                    await _lost.CancelAsync();
            }
        }
    }

    private Task<bool> BeatAsync(DbConnection connection)
        => bySession ? WriteAsync(connection, $"owner = @owner OR kind = 'session' OR {Expired(sql)}", _stop.Token) : RenewAsync(connection, _stop.Token);

    private async Task<bool> WriteAsync(DbConnection connection, string condition, CancellationToken cancel)
    {
        (string, string?)[] parameters =
        [
            ("@owner", _owner), ("@kind", Kind), ("@host", settings.Host), ("@session", session), ("@version", settings.Version),
        ];
        var process = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var started = $"CASE WHEN owner = @owner THEN started_at ELSE {sql.Now} END";
        if (await connection.ExecuteAsync(
            $"UPDATE {sql.Sessions.Runs} SET started_at = {started}, owner = @owner, kind = @kind, host = @host, process = {process}, "
            + $"session = @session, version = @version, heartbeat_at = {sql.Now} WHERE name = '{Name}' AND ({condition})", cancel, parameters) > 0)
            return true;

        try
        {
            await connection.ExecuteAsync(
                $"INSERT INTO {sql.Sessions.Runs} (name, owner, kind, host, process, session, version, started_at, heartbeat_at) "
                + $"VALUES ('{Name}', @owner, @kind, @host, {process}, @session, @version, {sql.Now}, {sql.Now})", cancel, parameters);
            return true;
        }
        catch (DbException e) when (sql.Classify(e) == ServerFault.BadValue)
        {
            // The entry is another run's.
            return false;
        }
    }
}
