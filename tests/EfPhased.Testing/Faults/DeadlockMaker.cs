using System.Data.Common;
using System.Globalization;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>
/// A foreign transaction that has locked the last row of each table, and asks for all others as soon as somebody waits for it: a circle
/// with a chunk that has filled some of those and waits for the last one. The server ends the chunk's statement, not the foreign one.
/// </summary>
internal sealed class DeadlockMaker(TestDatabase database) : IAsyncDisposable
{
    // Of two in a circle, InnoDB ends the one that has changed less.
    private const string Heavy = "CREATE DATABASE IF NOT EXISTS deadlocks; CREATE TABLE IF NOT EXISTS deadlocks.rows_of_others (id int)";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    // InnoDB shows its transactions as they were until nobody has asked for a tenth of a second.
    private static readonly TimeSpan PollOfInnoDb = TimeSpan.FromMilliseconds(150);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _tables = [];
    private DbConnection? _connection;
    private Task _work = Task.CompletedTask;
    private long _before;
    private bool _isStarted;

    private bool IsPostgreSql => database.Server.Kind == ServerKind.PostgreSql;

    public async Task StartAsync()
    {
        // A change may fill more than one table; the first one will do.
        if (_isStarted)
            return;
        _isStarted = true;
        _before = await CountAsync();
        _connection = await database.OpenAsync();
        await BeginAsync();
        foreach (var (table, name) in await DatabaseTables.ReadAsync(_connection, database.Server.Kind))
        {
            if (!await DatabaseTables.HasColumnAsync(_connection, database.Server.Kind, name, "Id"))
                continue;
            _tables.Add(table);
            await _connection.ExecuteAsync($"SELECT 1 FROM {table} ORDER BY {DatabaseTables.Quote(database.Server.Kind, "Id")} DESC LIMIT 1 FOR UPDATE");
        }

        var own = Convert.ToString(await _connection.ScalarAsync(IsPostgreSql ? "SELECT pg_backend_pid()" : "SELECT CONNECTION_ID()"), CultureInfo.InvariantCulture)!;
        _work = Task.Run(() => WaitAndAskAsync(own));
    }

    /// <returns>True when the server has found a deadlock.</returns>
    public async Task<bool> EndAsync()
    {
        if (!_isStarted)
            return false;
        await _stop.CancelAsync();
        await _work;
        await CloseAsync();

        // PostgreSQL's sessions hand in what they have counted when they end.
        for (var i = 0; i < 20 && await CountAsync() <= _before; i++)
            await Task.Delay(Poll);
        return await CountAsync() > _before;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        await CloseAsync();
        _stop.Dispose();
    }

    private async Task BeginAsync()
    {
        if (IsPostgreSql)
        {
            await _connection!.ExecuteAsync("SET deadlock_timeout = '1min'");
            await _connection!.ExecuteAsync("BEGIN");
            return;
        }

        foreach (var statement in Heavy.Split("; "))
            await _connection!.ExecuteAsync(statement);
        await _connection!.ExecuteAsync("START TRANSACTION");
        await _connection!.ExecuteAsync("INSERT INTO deadlocks.rows_of_others SELECT seq FROM seq_1_to_5000");
    }

    private async Task WaitAndAskAsync(string own)
    {
        try
        {
            while (!await IsWaitedForAsync(own))
                await Task.Delay(IsPostgreSql ? Poll : PollOfInnoDb, _stop.Token);
            foreach (var table in _tables)
                await _connection!.ExecuteAsync($"SELECT 1 FROM {table} FOR UPDATE", _stop.Token);
        }
        catch (Exception e) when (e is DbException or OperationCanceledException)
        {
            // It was the one that the server ended, or nobody has come.
        }

        await CloseAsync();
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is not { } connection)
            return;
        try
        {
            await connection.ExecuteAsync("ROLLBACK");
        }
        catch (DbException)
        {
            // The server rolls back what a lost session had open.
        }

        await connection.DisposeAsync();
    }

    private async Task<bool> IsWaitedForAsync(string own)
    {
        await using var connection = await ElsewhereAsync();
        return Convert.ToInt64(await connection.ScalarAsync(IsPostgreSql
            ? $"SELECT count(*) FROM pg_stat_activity WHERE {own} = ANY(pg_blocking_pids(pid))"
            : "SELECT COUNT(*) FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'"), CultureInfo.InvariantCulture) > 0;
    }

    private async Task<long> CountAsync()
    {
        await using var connection = await ElsewhereAsync();
        return Convert.ToInt64(await connection.ScalarAsync(IsPostgreSql
            ? $"SELECT deadlocks FROM pg_stat_database WHERE datname = '{database.Name}'"
            : "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'Innodb_deadlocks'"), CultureInfo.InvariantCulture);
    }

    private Task<DbConnection> ElsewhereAsync() => database.Server.OpenAsync(database.Server.AdministratorConnectionString);
}
