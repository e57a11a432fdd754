using EfPhased.Operations;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Xunit.Sdk;
using Row = EfPhased.Testing.Running.GroupTable.Row;

namespace EfPhased.Testing.Running;

/// <summary>
/// The triggers of a group against its truth table: each side alone, and both.
/// </summary>
public abstract class DualWriteGroupBehaviour(TestServer server)
{
    private static readonly string?[] OldValues = [null, "A", "A B", "a b", "X Y"];
    private static readonly (string?, string?)[] NewValues = [(null, null), ("A", "B"), ("X", "Y"), ("X", null), ("a", "b")];

    private bool IsPostgreSql => server.Kind == ServerKind.PostgreSql;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Every_case_of_a_group(bool required, bool switched)
    {
        await using var database = await server.CreateDatabaseAsync();
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            $"CREATE TABLE tg (id int PRIMARY KEY, o varchar(60) {(required ? "NOT NULL" : "")}, f varchar(60), l varchar(60))"
            + (IsPostgreSql ? "" : " CHARACTER SET utf8mb4"));
        var triggers = Statements(database, required, switched);
        foreach (var sql in triggers)
            await connection.ExecuteAsync(sql);

        var failures = new List<string>();
        var cases = 0;
        foreach (var old in OldValues)
        {
            foreach (var (first, last) in NewValues)
            {
                Row given = new(old, first, last);
                var expected = GroupTable.Insert(given, required, switched);

                // Where assignments see each other's results, a new column that agrees counts as derived, and the other half is
                // completed. Only a writer that names both shapes and fills half of one can tell; there is no such version.
                if (IsPostgreSql || !given.IsHalf)
                {
                    await connection.ExecuteAsync("DELETE FROM tg");
                    await CheckAsync(
                        connection, $"INSERT INTO tg (id, o, f, l) VALUES (1, {Literal(old)}, {Literal(first)}, {Literal(last)})",
                        required && expected.Old is null ? null : expected, failures);
                    cases++;
                }

                foreach (var seed in GroupTable.Seeds)
                {
                    // A new column that agrees already counts as derived, so half of a consistent answer may be completed.
                    if (old is not null && first is not null && old != seed.Old && !given.Agrees)
                        continue;
                    await SeedAsync(connection, seed, triggers);
                    var set = old is null ? given with { Old = seed.Old } : first is null ? given with { First = seed.First, Last = seed.Last } : given;
                    await CheckAsync(
                        connection, $"UPDATE tg SET o = {Literal(set.Old)}, f = {Literal(set.First)}, l = {Literal(set.Last)} WHERE id = 1",
                        GroupTable.Update(seed, set, switched), failures);
                    cases++;
                }
            }
        }

        if (failures.Count > 0)
            throw new XunitException($"{failures.Count} of {cases} cases differ:\n{string.Join('\n', failures.Take(20))}");
        Assert.True(cases > 80, $"only {cases} cases ran");
    }

    private IReadOnlyList<string> Statements(TestDatabase database, bool required, bool switched)
    {
        using ShimContext context = new(server.PhasedOptions<ShimContext>(database.ConnectionString).Options);
        var word = IsPostgreSql ? "split_part({o}, ' ', 1)" : "SUBSTRING_INDEX({o}, ' ', 1)";
        var rest = IsPostgreSql ? $"substr({{o}}, length({word}) + 2)" : $"SUBSTR({{o}}, CHAR_LENGTH({word}) + 2)";
        ColumnGroup[] groups =
        [
            new(
                [new("o", "COALESCE(NULLIF(CONCAT_WS(' ', {f}, {l}), ''), 'none')") { Type = "varchar(60)", Required = required }],
                [new("f", word) { Type = "varchar(60)" }, new("l", $"NULLIF({rest}, '')") { Type = "varchar(60)" }]),
        ];
        List<MigrationOperation> operations = [new AddDualWriteOperation { Change = "Group", Table = "tg", Groups = groups }];
        if (switched)
            operations.Add(new SwitchDualWriteOperation { Change = "Group", Table = "tg", Groups = groups });
        return [.. context.GetService<IMigrationsSqlGenerator>().Generate(operations).Select(c => c.CommandText)];
    }

    // The exact state, past the triggers.
    private async Task SeedAsync(System.Data.Common.DbConnection connection, Row row, IReadOnlyList<string> triggers)
    {
        var insert = $"INSERT INTO tg VALUES (1, {Literal(row.Old)}, {Literal(row.First)}, {Literal(row.Last)})";
        await connection.ExecuteAsync("DELETE FROM tg");
        if (IsPostgreSql)
        {
            await connection.ExecuteAsync($"SET session_replication_role = replica; {insert}; SET session_replication_role = origin");
            return;
        }

        foreach (var name in await connection.RowsAsync("SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()"))
            await connection.ExecuteAsync($"DROP TRIGGER `{name[0]}`");
        await connection.ExecuteAsync(insert);
        foreach (var sql in triggers)
            await connection.ExecuteAsync(sql);
    }

    private static async Task CheckAsync(System.Data.Common.DbConnection connection, string sql, Row? expected, List<string> failures)
    {
        Row? actual = null;
        var error = "";
        try
        {
            await connection.ExecuteAsync(sql);
            var row = Assert.Single(await connection.RowsAsync("SELECT o, f, l FROM tg WHERE id = 1"));
            actual = new(row[0], row[1], row[2]);
        }
        catch (System.Data.Common.DbException e)
        {
            error = e.Message.Split('\n')[0];
        }

        if (actual != expected)
            failures.Add($"{sql}: expected {expected}, got {actual} {error}");
    }

    private static string Literal(string? value) => value is null ? "NULL" : $"'{value}'";
}
