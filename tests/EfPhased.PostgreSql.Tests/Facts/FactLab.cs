using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Testing.Servers;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Facts;

/// <summary>
/// A database in which statements are run and watched: their locks, what they read, and what they write anew.
/// </summary>
public sealed class FactLab : IAsyncLifetime
{
    private TestDatabase database = null!;

    internal ServerVersion Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        database = await PostgreSqlServer.Instance.CreateDatabaseAsync();
        await using var connection = (NpgsqlConnection)await database.OpenAsync();
        Server = new ServerVersion(DatabaseServer.PostgreSql, connection.PostgreSqlVersion);
        await connection.ExecuteAsync("CREATE EXTENSION citext; CREATE EXTENSION btree_gist");
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    internal async Task<FactObservation> ObserveAsync(FactProbe probe)
    {
        await using var connection = await OpenAsync(probe.TimeZone);
        await connection.ExecuteAsync(FactLabSchema.Sql);
        try
        {
            if (probe.Setup.Length > 0)
                await connection.ExecuteAsync(probe.Setup);
            var before = await FactRelations.ReadAsync(connection);
            return probe.IsOutsideTransaction
                ? await ObserveOutsideAsync(connection, before, probe)
                : await ObserveInsideAsync(connection, before, probe.Statement);
        }
        catch (PostgresException e)
        {
            return FactObservation.Refusal(e.SqlState);
        }
    }

    private static async Task<FactObservation> ObserveInsideAsync(DbConnection connection, FactRelations before, string statement)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var read = await before.RowsReadAsync(connection);
        await connection.ExecuteAsync(statement);

        var locks = await before.LocksAsync(connection, "pg_backend_pid()");
        var work = await before.WorkSinceAsync(connection, await before.RowsReadAsync(connection) - read);
        await transaction.RollbackAsync();
        return new FactObservation(locks, work, Error: null);
    }

    private async Task<FactObservation> ObserveOutsideAsync(NpgsqlConnection connection, FactRelations before, FactProbe probe)
    {
        if (probe.Blocker is null)
        {
            await connection.ExecuteAsync(probe.Statement);
            throw new InvalidOperationException($"Nothing was to be seen: '{probe}' was expected to be refused.");
        }

        await using var blocker = await OpenAsync(probe.TimeZone);
        await using var transaction = await blocker.BeginTransactionAsync();
        await blocker.ExecuteAsync(probe.Blocker);

        var running = connection.ExecuteAsync(probe.Statement);
        var locks = await WaitForLockAsync(before, connection.ProcessID, running);
        await transaction.RollbackAsync();
        await running;
        return new FactObservation(locks, await before.HasBuiltIndexAsync(connection) ? Work.IndexBuild : Work.Metadata, Error: null);
    }

    private async Task<IReadOnlyDictionary<string, string>> WaitForLockAsync(FactRelations before, int process, Task running)
    {
        await using var watcher = await OpenAsync("UTC");
        var waits = $"SELECT count(*) FROM pg_stat_activity WHERE pid = {process} AND wait_event_type = 'Lock'";
        for (var look = 0; look < 300 && !running.IsCompleted; look++)
        {
            if (await watcher.ScalarAsync(waits) is 1L)
                return await before.LocksAsync(watcher, $"{process}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        await running;
        throw new InvalidOperationException("The statement did not wait for the other transaction, so its locks could not be seen.");
    }

    private async Task<NpgsqlConnection> OpenAsync(string timeZone)
    {
        var connection = (NpgsqlConnection)await database.OpenAsync();
        await connection.ExecuteAsync($"SET search_path = lab, public; SET TimeZone = '{timeZone}'; SET max_parallel_maintenance_workers = 0");
        return connection;
    }
}
