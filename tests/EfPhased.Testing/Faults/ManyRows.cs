using System.Data.Common;
using System.Globalization;
using EfPhased.Testing.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>
/// Makes many rows of the few that a scenario has, so that a backfill has several chunks to be interrupted between.
/// </summary>
internal static class ManyRows
{
    public static async Task MultiplyAsync(TestDatabase database, int copies)
    {
        var kind = database.Server.Kind;
        await using var connection = await database.OpenAsync();
        foreach (var (table, name) in await DatabaseTables.ReadAsync(connection, kind))
        {
            var columns = await DatabaseTables.ColumnsAsync(
                connection, kind, name, kind == ServerKind.PostgreSql ? "is_generated = 'NEVER'" : "extra NOT LIKE '%GENERATED%'");
            if (!columns.Contains("Id"))
                continue;

            string Quote(string c) => DatabaseTables.Quote(kind, c);
            var most = Convert.ToInt64(await connection.ScalarAsync($"SELECT COALESCE(MAX({Quote("Id")}), 0) FROM {table}"), CultureInfo.InvariantCulture);
            var numbers = kind == ServerKind.PostgreSql
                ? $"generate_series(1, {copies}) n(i)"
                : $"({RunningFixture.MySqlNumbers(1, copies)}) n";
            var numbered = kind == ServerKind.PostgreSql ? "OVERRIDING SYSTEM VALUE " : "";
            var values = columns.Select(c => c == "Id" ? $"t.{Quote(c)} + n.i * {most + 1}" : "t." + Quote(c));
            try
            {
                await connection.ExecuteAsync(
                    $"INSERT INTO {table} ({string.Join(", ", columns.Select(Quote))}) {numbered}SELECT {string.Join(", ", values)} FROM {table} t, {numbers}");
            }
            catch (DbException e) when (e.SqlState is "23505" or "23000" or "22003" || e.Message.Contains("Duplicate", StringComparison.Ordinal)
                || e.Message.Contains("Out of range", StringComparison.Ordinal))
            {
                // Values that must be unique, or keys that have no room for copies: the table keeps its few rows.
            }
        }
    }
}
