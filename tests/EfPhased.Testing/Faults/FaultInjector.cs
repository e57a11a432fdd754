using System.Data.Common;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>
/// Does to the sessions of a database what networks, administrators and other users do.
/// </summary>
internal sealed class FaultInjector(TestDatabase database) : IAsyncDisposable
{
    private readonly List<DbConnection> _holding = [];
    private DbConnection? _limiting;

    private bool IsPostgreSql => database.Server.Kind == ServerKind.PostgreSql;

    /// <returns>How many sessions it hit.</returns>
    public async Task<int> EndSessionsAsync(bool all, Random random)
    {
        var sessions = await SessionsAsync(onlyBusy: false);
        if (sessions.Count == 0)
            return 0;

        IReadOnlyList<string> victims = all ? sessions : [sessions[random.Next(sessions.Count)]];
        await EachAsync(victims, IsPostgreSql ? "SELECT pg_terminate_backend({0})" : "KILL {0}");
        return victims.Count;
    }

    /// <returns>How many statements it cancelled.</returns>
    public async Task<int> CancelStatementsAsync()
    {
        var sessions = await SessionsAsync(onlyBusy: true);
        await EachAsync(sessions, IsPostgreSql ? "SELECT pg_cancel_backend({0})" : "KILL QUERY {0}");
        return sessions.Count;
    }

    /// <summary>Reads, or changes, all tables in a transaction that stays open until <see cref="ReleaseAsync"/>.</summary>
    public async Task HoldAsync(bool rows)
    {
        var connection = await database.OpenAsync();
        _holding.Add(connection);
        var tables = await DatabaseTables.ReadAsync(connection, database.Server.Kind);
        await connection.ExecuteAsync(IsPostgreSql ? "BEGIN" : "START TRANSACTION");
        foreach (var (table, _) in tables)
            await connection.ExecuteAsync(rows ? $"SELECT 1 FROM {table} LIMIT 3 FOR UPDATE" : $"SELECT 1 FROM {table} LIMIT 1");
    }

    /// <summary>Limits, from the next session on, how long a statement may take; null for no limit.</summary>
    public async Task LimitStatementsAsync(int? milliseconds)
    {
        // Opened before there is a limit, which does not concern it.
        _limiting ??= await OpenElsewhereAsync();
        await _limiting.ExecuteAsync(IsPostgreSql
            ? $"ALTER DATABASE \"{database.Name}\" " + (milliseconds is { } limit ? $"SET statement_timeout = {limit}" : "RESET statement_timeout")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SET GLOBAL max_statement_time = {(milliseconds ?? 0) / 1000.0}"));
    }

    public async Task ReleaseAsync()
    {
        foreach (var connection in _holding)
        {
            await connection.ExecuteAsync("ROLLBACK");
            await connection.DisposeAsync();
        }

        _holding.Clear();
    }

    /// <summary>
    /// Sessions of the database that are in a transaction, hold a lock of the run, or execute: nobody is left once a run has ended and
    /// the server has noticed, which it does when it next reads from a dead client or writes to it.
    /// </summary>
    public async Task<IReadOnlyList<string>> LeftoversAsync()
    {
        var left = await BusyAsync();
        for (var i = 0; i < 100 && left.Count > 0; i++)
        {
            await Task.Delay(50);
            left = await BusyAsync();
        }

        return left;
    }

    private async Task<IReadOnlyList<string>> BusyAsync()
    {
        await using var connection = await OpenElsewhereAsync();
        var rows = await connection.RowsAsync(IsPostgreSql
            ? $"""
                SELECT a.pid || ' ' || a.state || ' ' || coalesce(l.locktype, '') || ' ' || left(a.query, 80) FROM pg_stat_activity a
                LEFT JOIN pg_locks l ON l.pid = a.pid AND l.locktype = 'advisory'
                WHERE a.datname = '{database.Name}' AND a.backend_type = 'client backend' AND (a.state <> 'idle' OR l.pid IS NOT NULL)
                """
            : $"SELECT CONCAT(ID, ' ', COMMAND, ' ', COALESCE(INFO, '')) FROM information_schema.PROCESSLIST WHERE DB = '{database.Name}' AND COMMAND <> 'Sleep'");
        return [.. rows.Select(r => r[0]!)];
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        if (_limiting is null)
            return;
        await LimitStatementsAsync(null);
        await _limiting.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> SessionsAsync(bool onlyBusy)
    {
        await using var connection = await OpenElsewhereAsync();
        var rows = await connection.RowsAsync(IsPostgreSql
            ? $"SELECT pid FROM pg_stat_activity WHERE datname = '{database.Name}' AND backend_type = 'client backend'{(onlyBusy ? " AND state = 'active'" : "")} ORDER BY pid"
            : $"SELECT ID FROM information_schema.PROCESSLIST WHERE DB = '{database.Name}'{(onlyBusy ? " AND COMMAND = 'Query'" : "")} ORDER BY ID");
        return [.. rows.Select(r => r[0]!)];
    }

    private async Task EachAsync(IReadOnlyList<string> sessions, string statement)
    {
        await using var connection = await OpenElsewhereAsync();
        foreach (var session in sessions)
        {
            try
            {
                await connection.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, session));
            }
            catch (DbException e) when (e.Message.Contains("Unknown thread", StringComparison.Ordinal))
            {
                // It ended by itself in between.
            }
        }
    }

    // Not a session of the database, so that it never hits itself.
    private Task<DbConnection> OpenElsewhereAsync() => database.Server.OpenAsync(database.Server.AdministratorConnectionString);
}
