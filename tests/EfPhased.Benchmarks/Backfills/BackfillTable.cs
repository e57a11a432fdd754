using Npgsql;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>The table that is filled: its rows are made once and copied for each run, so that every run finds the same pages.</summary>
/// <param name="Name">The shape, for people.</param>
/// <param name="Key">The key's type.</param>
/// <param name="OtherColumns">How many columns it has besides.</param>
/// <param name="Rows">How many rows.</param>
internal sealed record BackfillTable(string Name, string Key, int OtherColumns, int Rows)
{
    public static IReadOnlyList<BackfillTable> Shapes(int rows) =>
    [
        new("narrow, integer key", "integer", 0, rows),
        new("narrow, uuid key", "uuid", 0, rows),
        new("30 columns, integer key", "integer", 27, rows),
    ];

    /// <summary>The foreground's transactions: every other one reads a row, the others write one.</summary>
    public string Statement(int number, Random random)
    {
        var row = random.Next(1, Rows + 1);
        var key = Key == "uuid" ? $"md5('{row}')::uuid" : $"{row}";
        return number % 2 == 0
            ? $"SELECT \"Name\" FROM \"Items\" WHERE \"Id\" = {key}"
            : $"UPDATE \"Items\" SET \"Touched\" = \"Touched\" + 1 WHERE \"Id\" = {key}";
    }

    /// <summary>Makes the rows that every run begins with.</summary>
    public async Task CreateAsync(NpgsqlConnection connection)
    {
        var others = string.Concat(Enumerable.Range(0, OtherColumns).Select(i => i % 2 == 0 ? $", i AS \"N{i}\"" : $", 'value ' || i AS \"T{i}\""));
        var key = Key == "uuid" ? "md5(i::text)::uuid" : "i";
        await connection.ExecuteAsync("DROP TABLE IF EXISTS \"Template\"");
        await connection.ExecuteAsync($"CREATE TABLE \"Template\" AS SELECT {key} AS \"Id\", ('Name ' || i)::varchar(100) AS \"Name\", 0 AS \"Touched\"{others} FROM generate_series(1, {Rows}) i");
    }

    /// <summary>A fresh copy without anything of an earlier run, as vacuum and checkpoint would leave it.</summary>
    public static async Task CopyAsync(NpgsqlConnection connection)
    {
        foreach (var table in new[] { "__EFPhasedJournal", "__EFPhasedBackfill", "__EFPhasedWorker", "__EFMigrationsHistory" })
            await connection.ExecuteAsync($"DROP TABLE IF EXISTS \"{table}\"");
        await connection.ExecuteAsync("DROP TABLE IF EXISTS \"Items\"");
        await connection.ExecuteAsync("CREATE TABLE \"Items\" AS TABLE \"Template\"");
        await connection.ExecuteAsync("ALTER TABLE \"Items\" ADD PRIMARY KEY (\"Id\"), ALTER \"Name\" SET NOT NULL");
        await connection.ExecuteAsync("VACUUM (ANALYZE) \"Items\"");
        await connection.ExecuteAsync("CHECKPOINT");
    }

    public static async Task<long> BytesAsync(NpgsqlConnection connection)
        => (long)(await connection.ScalarAsync("SELECT pg_table_size('\"Items\"')"))!;
}
