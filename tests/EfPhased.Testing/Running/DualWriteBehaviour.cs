using System.Data.Common;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit.Sdk;

namespace EfPhased.Testing.Running;

/// <summary>
/// The triggers against the truth table: every statement, with each side omitted, null, default, equal, differing by case, and
/// both given, consistent or not.
/// </summary>
public abstract class DualWriteBehaviour(TestServer server)
{
    private static readonly string?[] OldValues = [TruthTable.Omitted, null, "A", "a", "dflt"];
    private static readonly string?[] NewValues = [TruthTable.Omitted, null, "U:B", "U:A", "U:dflt"];
    private static readonly string?[] OldUpdates = [TruthTable.Omitted, null, "A", "a", "B", TruthTable.Default];
    private static readonly string?[] NewUpdates = [TruthTable.Omitted, null, "U:A", "U:B", "U:a", TruthTable.Default];

    private bool IsPostgreSql => server.Kind == ServerKind.PostgreSql;

    [Theory]
    [InlineData(null, false)]
    [InlineData("dflt", false)]
    [InlineData(null, true)]
    [InlineData("dflt", true)]
    public async Task Every_case_of_the_truth_table(string? oldDefault, bool switched)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        var triggers = ShimContext.Statements(database, oldDefault, switched);
        await connection.ExecuteAsync(
            $"CREATE TABLE tt (id int PRIMARY KEY, o varchar(60) NOT NULL {(oldDefault is null ? "" : $"DEFAULT '{oldDefault}'")}, n varchar(60), other int)"
            + (IsPostgreSql ? "" : " CHARACTER SET utf8mb4"));
        await connection.ExecuteAsync("CREATE TABLE seed AS SELECT * FROM tt");
        foreach (var sql in triggers)
            await connection.ExecuteAsync(sql);

        var failures = new List<string>();
        var cases = await InsertsAsync(connection, triggers, oldDefault, switched, failures)
            + await UpdatesAsync(connection, triggers, oldDefault, switched, failures);
        if (failures.Count > 0)
            throw new XunitException($"{failures.Count} of {cases} cases differ:\n{string.Join('\n', failures.Take(20))}");
        Assert.True(cases > 150, $"only {cases} cases ran");
    }

    private async Task<int> InsertsAsync(
        DbConnection connection, IReadOnlyList<string> triggers, string? oldDefault, bool switched, List<string> failures)
    {
        var cases = 0;
        foreach (var old in OldValues)
        {
            foreach (var value in NewValues)
            {
                var columns = string.Join(", ", Named("id", "o", "n").Where((_, i) => i == 0 || (i == 1 ? old : value) != TruthTable.Omitted));
                var literals = string.Join(", ", new[] { "1" }.Concat(new[] { old, value }.Where(v => v != TruthTable.Omitted).Select(Literal)));
                var inserted = TruthTable.Insert(
                    old == TruthTable.Omitted ? oldDefault : old, value == TruthTable.Omitted ? null : value, oldDefault, switched);

                foreach (var verb in IsPostgreSql ? ["INSERT"] : new[] { "INSERT", "REPLACE" })
                {
                    await connection.ExecuteAsync("DELETE FROM tt");
                    await CheckAsync(connection, $"{verb} INTO tt ({columns}) VALUES ({literals})", inserted, failures);
                    cases++;
                }

                if (old == TruthTable.Omitted && value == TruthTable.Omitted)
                    continue;
                foreach (var row in TruthTable.Rows)
                {
                    await SeedAsync(connection, triggers, row);
                    var set = inserted is not { } i ? ((string?, string?)?)null : TruthTable.Update(
                        row, (old == TruthTable.Omitted ? row.Old : i.Old, value == TruthTable.Omitted ? row.New : i.New), switched);
                    await CheckAsync(connection, Upsert(columns, literals, old, value), set, failures);
                    cases++;
                }
            }
        }

        return cases;
    }

    private async Task<int> UpdatesAsync(
        DbConnection connection, IReadOnlyList<string> triggers, string? oldDefault, bool switched, List<string> failures)
    {
        var cases = 0;
        foreach (var row in TruthTable.Rows)
        {
            foreach (var old in OldUpdates)
            {
                // MariaDB has no DEFAULT for a required column without one.
                if (old == TruthTable.Default && oldDefault is null && !IsPostgreSql)
                    continue;
                foreach (var value in NewUpdates)
                {
                    var sets = new List<string>();
                    if (old != TruthTable.Omitted)
                        sets.Add("o = " + Literal(old));
                    if (value != TruthTable.Omitted)
                        sets.Add("n = " + Literal(value));
                    if (sets.Count == 0)
                        sets.Add("other = 7");
                    var after = (Value(old, row.Old, oldDefault), Value(value, row.New, null));
                    await SeedAsync(connection, triggers, row);
                    await CheckAsync(
                        connection, $"UPDATE tt SET {string.Join(", ", sets)} WHERE id = 1", TruthTable.Update(row, after, switched), failures);
                    cases++;
                }
            }
        }

        return cases;
    }

    private string Upsert(string columns, string literals, string? old, string? value)
    {
        var sets = new[] { (Name: "o", Value: old), (Name: "n", Value: value) }.Where(s => s.Value != TruthTable.Omitted)
            .Select(s => IsPostgreSql ? $"{s.Name} = EXCLUDED.{s.Name}" : $"{s.Name} = VALUES({s.Name})");
        return $"INSERT INTO tt ({columns}) VALUES ({literals}) "
            + (IsPostgreSql ? "ON CONFLICT (id) DO UPDATE SET " : "ON DUPLICATE KEY UPDATE ") + string.Join(", ", sets);
    }

    // The exact state, past the triggers.
    private async Task SeedAsync(DbConnection connection, IReadOnlyList<string> triggers, (string? Old, string? New) row)
    {
        var insert = $"INSERT INTO tt VALUES (1, {Literal(row.Old)}, {Literal(row.New)}, 0)";
        await connection.ExecuteAsync("DELETE FROM tt");
        if (IsPostgreSql)
        {
            await connection.ExecuteAsync($"SET session_replication_role = replica; {insert}; SET session_replication_role = origin");
            return;
        }

        // Both sides given are kept in Expand; otherwise the triggers go for a moment.
        var names = await connection.RowsAsync("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()");
        foreach (var name in names)
            await connection.ExecuteAsync($"DROP TRIGGER `{name[0]}`");
        await connection.ExecuteAsync(insert);
        foreach (var sql in triggers)
            await connection.ExecuteAsync(sql);
    }

    private static async Task CheckAsync(DbConnection connection, string sql, (string?, string?)? expected, List<string> failures)
    {
        (string?, string?)? actual;
        var error = "";
        try
        {
            await connection.ExecuteAsync(sql);
            var row = Assert.Single(await connection.RowsAsync("SELECT o, n FROM tt WHERE id = 1"));
            actual = (row[0], row[1]);
        }
        catch (DbException e)
        {
            actual = null;
            error = e.Message.Split('\n')[0];
        }

        if (actual != expected)
            failures.Add($"{sql}: expected {Shown(expected)}, got {Shown(actual)} {error}");
    }

    private static string? Value(string? set, string? before, string? @default)
        => set switch { TruthTable.Omitted => before, TruthTable.Default => @default, _ => set };

    private static string Literal(string? value) => value switch { null => "NULL", TruthTable.Default => "DEFAULT", _ => $"'{value}'" };

    private static string Shown((string?, string?)? row) => row is { } r ? $"({r.Item1 ?? "NULL"}, {r.Item2 ?? "NULL"})" : "an error";

    private static string[] Named(params string[] names) => names;
}
