using System.Data.Common;
using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit.Sdk;
using State = EfPhased.Testing.Running.SeveralTable.State;

namespace EfPhased.Testing.Running;

/// <summary>
/// The triggers between a table and a part that has several rows for one of it, against their truth table: every statement of either
/// version, from every state, whichever foreign key the server follows first.
/// </summary>
public abstract class SeveralDualWriteBehaviour(TestServer server)
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(300);

    protected TestServer Server => server;

    private bool IsPostgreSql => server.Kind == ServerKind.PostgreSql;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_statement_of_either_version(bool columnFirst)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        var triggers = await CreateAsync(database, connection, columnFirst);
        var failures = new List<string>();
        var cases = 0;
        foreach (var (sql, expected) in SeveralTable.Inserts())
        {
            await SeedAsync(connection, null, triggers);
            await connection.ExecuteAsync("DELETE FROM tw");
            await CheckAsync(State.Empty, sql, expected, null);
        }

        foreach (var seed in SeveralTable.Seeds)
        {
            foreach (var (sql, one, two) in SeveralTable.Changes(seed))
            {
                await SeedAsync(connection, seed, triggers);
                await CheckAsync(seed, sql, one, two);
            }
        }

        if (failures.Count > 0)
            throw new XunitException($"{failures.Count} of {cases} cases differ:\n{string.Join('\n', failures.Take(20))}");
        Assert.True(cases > 150, $"only {cases} cases ran");

        async Task CheckAsync(State seed, string sql, State? one, State? two)
        {
            var error = "";
            try
            {
                await connection.ExecuteAsync(sql);
            }
            catch (DbException e)
            {
                error = e.Message.Split('\n')[0];
            }

            cases++;
            var (expected, actual) = ($"{one}, {two}", $"{await ReadAsync(connection, 1)}, {await ReadAsync(connection, 2)}");
            if (actual != expected || error.Length > 0)
                failures.Add($"{seed}, {sql}: expected {expected}, got {actual} {error}");
        }
    }

    /// <summary>The second statement begins before the first is committed, in a transaction that has read before.</summary>
    [Fact]
    public async Task Two_transactions_at_once()
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await using var other = await database.OpenAsync();
        var triggers = await CreateAsync(database, connection, columnFirst: false);
        foreach (var (seed, first, second, expected) in SeveralTable.Together())
        {
            await SeedAsync(connection, seed, triggers);
            await connection.ExecuteAsync("BEGIN");
            await other.ExecuteAsync("BEGIN");
            await other.RowsAsync("SELECT tid FROM tj UNION ALL SELECT t FROM tw");
            await connection.ExecuteAsync(first);
            var writing = other.ExecuteAsync(second);
            await Task.WhenAny(writing, Task.Delay(Wait));
            await connection.ExecuteAsync("COMMIT");
            await writing;
            await other.ExecuteAsync("COMMIT");
            Assert.Equal($"{first} + {second}: {expected}", $"{first} + {second}: {await ReadAsync(connection, 1)}");
        }
    }

    /// <summary>What the new version writes, and what foreign keys do when it deletes, says nothing of the previous one.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_what_the_previous_version_writes_is_recorded(bool columnFirst)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await SeedAsync(connection, new(1, [1, 2]), await CreateAsync(database, connection, columnFirst));
        var untouched = await RecordAsync();
        foreach (var sql in new[]
        {
            "DELETE FROM tj WHERE tid = 1", "INSERT INTO tj VALUES (3, 1)", "UPDATE tj SET tid = 4 WHERE tid = 2", "DELETE FROM tt WHERE id = 3",
            "INSERT INTO tj VALUES (1, 2)", "DELETE FROM tt WHERE id = 1", "DELETE FROM tj", "INSERT INTO tw (id, e) VALUES (3, 'e')",
        })
        {
            await connection.ExecuteAsync(sql);
            Assert.Equal($"{sql}: {untouched}", $"{sql}: {await RecordAsync()}");
        }

        await connection.ExecuteAsync("UPDATE tw SET t = 5 WHERE id = 2");
        Assert.NotEqual(untouched, await RecordAsync());

        async Task<string?> RecordAsync()
        {
            var name = Assert.Single(await connection.RowsAsync(IsPostgreSql
                ? "SELECT relname FROM pg_class WHERE relkind = 'S' AND relname LIKE 'efphased%'"
                : "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE = 'SEQUENCE' AND TABLE_SCHEMA = DATABASE()"))[0];
            return Assert.Single(await connection.RowsAsync(IsPostgreSql ? $"SELECT last_value FROM \"{name}\"" : $"SELECT next_not_cached_value FROM `{name}`"))[0];
        }
    }

    /// <summary>The two tables, what they refer to, and the triggers, as their statements.</summary>
    protected async Task<IReadOnlyList<string>> CreateAsync(TestDatabase database, DbConnection connection, bool columnFirst, string type = "int")
    {
        const string reference = "ALTER TABLE tw ADD CONSTRAINT fk_tw_tt FOREIGN KEY (t) REFERENCES tt (id) ON DELETE SET NULL";
        string[] tables =
        [
            $"CREATE TABLE tt (id {type} PRIMARY KEY)",
            $"CREATE TABLE tw (id int PRIMARY KEY, e varchar(9) NULL, t {type} NULL)",
            .. columnFirst ? new[] { reference } : [],
            $"CREATE TABLE tj (tid {type} NOT NULL, pid int NOT NULL, PRIMARY KEY (pid, tid), "
                + "FOREIGN KEY (pid) REFERENCES tw (id) ON DELETE CASCADE, FOREIGN KEY (tid) REFERENCES tt (id) ON DELETE CASCADE)",
            .. columnFirst ? [] : new[] { reference },
        ];
        MovedRows rows = new("tj", ["id"], ["pid"], [new("t", "tid") { Type = type }]) { PartRows = PartRows.Several, Principal = new("tt", "id") };
        using ShimContext context = new(server.PhasedOptions<ShimContext>(database.ConnectionString).Options);
        var triggers = context.GetService<IMigrationsSqlGenerator>()
            .Generate([new AddRowDualWriteOperation { Change = "Several", Table = "tw", Rows = rows }]).Select(c => c.CommandText).ToList();
        foreach (var sql in tables.Concat(triggers))
            await connection.ExecuteAsync(sql);
        return triggers;
    }

    // The exact state, past the triggers.
    private async Task SeedAsync(DbConnection connection, State? seed, IReadOnlyList<string> triggers)
    {
        string[] statements =
        [
            "DELETE FROM tj", "DELETE FROM tw", "DELETE FROM tt", "INSERT INTO tt VALUES (1), (2), (3), (4), (5)",
            $"INSERT INTO tw VALUES (1, 'e', {SeveralTable.Literal(seed?.Column)}), (2, 'e', NULL)",
            .. seed?.Rows.Select(r => $"INSERT INTO tj VALUES ({r}, 1)") ?? [],
        ];
        if (IsPostgreSql)
        {
            await connection.ExecuteAsync($"SET session_replication_role = replica; {string.Join("; ", statements)}; SET session_replication_role = origin");
            return;
        }

        foreach (var name in await connection.RowsAsync("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"))
            await connection.ExecuteAsync($"DROP TRIGGER `{name[0]}`");
        foreach (var sql in statements.Concat(triggers))
            await connection.ExecuteAsync(sql);
    }

    private static async Task<State?> ReadAsync(DbConnection connection, int id)
    {
        var table = await connection.RowsAsync($"SELECT t FROM tw WHERE id = {id}");
        var part = await connection.RowsAsync($"SELECT tid FROM tj WHERE pid = {id} ORDER BY tid");
        int Number(string? text) => int.Parse(text!, System.Globalization.CultureInfo.InvariantCulture);
        return table is [var row] ? new(row[0] is null ? null : Number(row[0]), [.. part.Select(p => Number(p[0]))]) : null;
    }
}
