
namespace EfPhased.Package.Tests.Support;

/// <summary>
/// Databases of the users' shop, with customers in them, and what is in them.
/// </summary>
internal static class ShopDatabases
{
    private const int Customers = 2500;

    public static async Task FillAsync(this TestDatabase database, string table, string column, int customers = Customers)
        => await database.ExecuteAsync(database.Server.Kind == ServerKind.PostgreSql
            ? $"INSERT INTO {database.Quoted(table)} (\"Email\", {database.Quoted(column)}, \"Note\") "
                + $"SELECT i || '@example.org', 'Customer ''' || i, 'n' FROM generate_series(1, {customers}) AS i"
            : $"INSERT INTO {database.Quoted(table)} (`Email`, {database.Quoted(column)}, `Note`) "
                + $"SELECT CONCAT(seq, '@example.org'), CONCAT('Customer ''', seq), 'n' FROM seq_1_to_{customers}");

    public static string Quoted(this TestDatabase database, string name) => database.Server.Kind == ServerKind.PostgreSql
        ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>Every row of the shop, EF Core's history, and the journal without its times.</summary>
    public static async Task<string> ContentsAsync(this TestDatabase database, string table, params string[] columns)
    {
        List<string> queries =
        [
            $"SELECT {string.Join(", ", columns.Select(database.Quoted))} FROM {database.Quoted(table)} ORDER BY {database.Quoted("Id")}",
            $"SELECT {database.Quoted("MigrationId")}, {database.Quoted("ProductVersion")} FROM {database.Quoted("__EFMigrationsHistory")} ORDER BY 1",
        ];
        if (await database.HasJournalAsync())
        {
            queries.Add($"SELECT migration_id, direction, step, step_hash, operation, state, attempts, version FROM {database.Quoted("__EFPhasedJournal")} ORDER BY 1, 2, 3");
            queries.Add($"SELECT migration_id, step, step_hash, change_name, table_name, desired_state, state, last_key, end_key, rows_done, rows_differing "
                + $"FROM {database.Quoted("__EFPhasedBackfill")} ORDER BY 1, 2");
        }

        await using var connection = await database.OpenAsync();
        List<string> lines = [];
        foreach (var query in queries)
            lines.AddRange((await connection.RowsAsync(query)).Select(r => string.Join(" | ", r)));
        return string.Join('\n', lines);
    }

    private static async Task<bool> HasJournalAsync(this TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        var schema = database.Server.Kind == ServerKind.PostgreSql ? "current_schema()" : "DATABASE()";
        return (await connection.RowsAsync(
            $"SELECT 1 FROM information_schema.tables WHERE table_schema = {schema} AND table_name = '__EFPhasedJournal'")).Count > 0;
    }
}
