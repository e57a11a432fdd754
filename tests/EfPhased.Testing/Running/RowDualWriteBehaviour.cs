using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit.Sdk;
using State = EfPhased.Testing.Running.RowTable.State;

namespace EfPhased.Testing.Running;

/// <summary>
/// The triggers between a table and the rows of its part against their truth table: every statement of either version, from every state.
/// </summary>
public abstract class RowDualWriteBehaviour(TestServer server)
{
    private bool IsPostgreSql => server.Kind == ServerKind.PostgreSql;

    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    public async Task Every_statement_of_either_version(string? absent)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        var text = IsPostgreSql ? "varchar(20)" : "varchar(20) CHARACTER SET utf8mb4";
        await connection.ExecuteAsync($"CREATE TABLE tw (id int PRIMARY KEY, e varchar(9) NULL, x {text} DEFAULT {Literal(absent)}, y {text} NULL)");
        await connection.ExecuteAsync($"CREATE TABLE tp (pid int PRIMARY KEY, px {text} NULL, py {text} NULL, FOREIGN KEY (pid) REFERENCES tw (id) ON DELETE CASCADE)");
        var triggers = Statements(database, absent);
        foreach (var sql in triggers)
            await connection.ExecuteAsync(sql);

        var failures = new List<string>();
        var cases = 0;
        foreach (var (sql, expected) in RowTable.Inserts(absent))
        {
            await connection.ExecuteAsync("DELETE FROM tw");
            await CheckAsync(connection, new State(null, null), sql, expected, failures);
            cases++;
        }

        foreach (var seed in RowTable.Seeds(absent))
        {
            foreach (var (sql, expected) in RowTable.Changes(seed, absent))
            {
                await SeedAsync(connection, seed, triggers);
                await CheckAsync(connection, seed, sql, expected, failures);
                cases++;
            }
        }

        if (failures.Count > 0)
            throw new XunitException($"{failures.Count} of {cases} cases differ:\n{string.Join('\n', failures.Take(20))}");
        Assert.True(cases > 70, $"only {cases} cases ran");
    }

    private IReadOnlyList<string> Statements(TestDatabase database, string? absent)
    {
        using ShimContext context = new(server.PhasedOptions<ShimContext>(database.ConnectionString).Options);
        MovedRows rows = new("tp", ["id"], ["pid"],
        [
            new("x", "px") { Type = "varchar(20)", Absent = absent is null ? null : $"'{absent}'" },
            new("y", "py") { Type = "varchar(20)" },
        ]);
        return
        [
            .. context.GetService<IMigrationsSqlGenerator>()
                .Generate([new AddRowDualWriteOperation { Change = "Rows", Table = "tw", Rows = rows }]).Select(c => c.CommandText),
        ];
    }

    // The exact state, past the triggers.
    private async Task SeedAsync(System.Data.Common.DbConnection connection, State state, IReadOnlyList<string> triggers)
    {
        await connection.ExecuteAsync("DELETE FROM tw");
        string[] inserts =
        [
            $"INSERT INTO tw VALUES (1, 'e', {Literal(state.Whole!.X)}, {Literal(state.Whole.Y)})",
            .. state.Part is { } part ? [$"INSERT INTO tp VALUES (1, {Literal(part.X)}, {Literal(part.Y)})"] : Array.Empty<string>(),
        ];
        if (IsPostgreSql)
        {
            await connection.ExecuteAsync($"SET session_replication_role = replica; {string.Join("; ", inserts)}; SET session_replication_role = origin");
            return;
        }

        foreach (var name in await connection.RowsAsync("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"))
            await connection.ExecuteAsync($"DROP TRIGGER `{name[0]}`");
        foreach (var insert in inserts)
            await connection.ExecuteAsync(insert);
        foreach (var sql in triggers)
            await connection.ExecuteAsync(sql);
    }

    private static async Task CheckAsync(System.Data.Common.DbConnection connection, State seed, string sql, State expected, List<string> failures)
    {
        var error = "";
        try
        {
            await connection.ExecuteAsync(sql);
        }
        catch (System.Data.Common.DbException e)
        {
            error = e.Message.Split('\n')[0];
        }

        var whole = await connection.RowsAsync("SELECT x, y FROM tw WHERE id = 1");
        var part = await connection.RowsAsync("SELECT px, py FROM tp WHERE pid = 1");
        State actual = new(whole is [var w] ? new(w[0], w[1]) : null, part is [var p] ? new(p[0], p[1]) : null);
        if (actual != expected || error.Length > 0)
            failures.Add($"{seed}, {sql}: expected {expected}, got {actual} {error}");
    }

    private static string Literal(string? value) => RowTable.Literal(value);
}
