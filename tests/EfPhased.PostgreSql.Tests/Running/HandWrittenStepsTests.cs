using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

public sealed class HandWrittenStepsTests() : HandWrittenStepsBehaviour(PostgreSqlServer.Instance)
{
    /// <summary>A database is not created and a partition not detached a second time, so running one of them again would fail.</summary>
    [Fact]
    public Task What_needs_no_transaction_runs_in_none_and_once() => RunAsync(async database =>
    {
        foreach (var sql in AloneContext.Alone)
            Assert.Equal(PostgresErrorCodes.ActiveSqlTransaction, (await Assert.ThrowsAsync<PostgresException>(() => InTransactionAsync(database, sql))).SqlState);
        await DyingAfterEachStepAsync(() => AloneContext.Open(database), Phase.Expand);
        Assert.Equal(
            ["add column items.first", "sql", "create index ix_items_first", "sql", "sql", "sql", "sql", "add column items.last", "sql"],
            await StepsAsync(database, AloneContext.Expand));
    });

    [Fact]
    public Task Scripts_run_what_needs_no_transaction_once() => RunAsync(async database =>
    {
        await using var context = AloneContext.Open(database);
        await RunScriptTwiceAsync(context, database, AloneContext.Change, "1-expand.sql");
    });

    private async Task RunAsync(Func<TestDatabase, Task> expand)
    {
        await using var database = await Server.CreateDatabaseAsync();
        await using (var context = AloneContext.Open(database))
            await context.Database.MigrateAsync(AloneContext.Initial);
        await database.ExecuteAsync("INSERT INTO items (id) SELECT generate_series(1, 100); INSERT INTO orders VALUES (2020), (2021)");
        await using var connection = await database.OpenAsync();
        var index = await connection.ScalarAsync("SELECT pg_relation_filenode('pk_items')");
        try
        {
            await expand(database);
            Assert.NotEqual(index, await connection.ScalarAsync("SELECT pg_relation_filenode('pk_items')"));
            Assert.Equal("orders_2021", await connection.ScalarAsync("SELECT string_agg(inhrelid::regclass::text, ' ') FROM pg_inherits WHERE inhparent = 'orders'::regclass"));
            Assert.Equal(1L, await connection.ScalarAsync("SELECT count(*) FROM orders_2020"));
            Assert.Equal(AloneContext.Reports, await connection.ScalarAsync("SELECT setting FROM pg_file_settings WHERE name = 'cluster_name' ORDER BY seqno DESC LIMIT 1"));
            Assert.Equal(1L, await connection.ScalarAsync($"SELECT count(*) FROM pg_database WHERE datname = '{AloneContext.Reports}'"));
            Assert.Equal(1, await connection.ScalarAsync("SELECT min(seen) FROM items"));
            Assert.Equal(1L, await connection.ScalarAsync("SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'items'"));
        }
        finally
        {
            await Server.ExecuteAsync(Server.AdministratorConnectionString, "ALTER SYSTEM RESET cluster_name");
            await Server.ExecuteAsync(Server.AdministratorConnectionString, $"DROP DATABASE IF EXISTS {AloneContext.Reports}");
        }
    }

    private static async Task InTransactionAsync(TestDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("BEGIN");
        await connection.ExecuteAsync(sql);
    }
}
