using System.Globalization;
using EfPhased.PostgreSql.Tests;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Npgsql;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>
/// What the triggers of a change cost whoever writes: the processor time of the server's session per statement, over that on the same
/// table without triggers, and with a pair of triggers as pgroll makes them. The server must be on this machine. Batches alternate.
/// </summary>
internal static class TriggerBenchmark
{
    private const int Rows = 20_000;
    private const int Statements = 4_000;
    private const int RowsAtOnce = 200;

    private static readonly string[] Tables = ["Plain", "Items", "Pgroll"];

    private static readonly (string Name, string Sql, int Divisor)[] Kinds =
    [
        ("write of the pair", "UPDATE \"{0}\" SET \"Name\" = 'name ' || @n WHERE \"Id\" = @n % " + Rows + " + 1", 1),
        ("write of neither", "UPDATE \"{0}\" SET \"Touched\" = @n WHERE \"Id\" = @n % " + Rows + " + 1", 1),
        ("insert", "INSERT INTO \"{0}\" (\"Id\", \"Name\", \"Touched\") VALUES (@n + 1000000, 'name ' || @n, 0)", 1),
        ("write of 200 rows", "UPDATE \"{0}\" SET \"Name\" = 'name ' || @n WHERE \"Id\" BETWEEN 1 AND 200", RowsAtOnce / 10),
    ];

    public static async Task RunAsync(int rounds)
    {
        await using var database = await PostgreSqlServer.Instance.CreateDatabaseAsync();
        await using NpgsqlConnection connection = new(database.ConnectionString);
        await connection.OpenAsync();
        await SetUpAsync(database, connection);
        var schedule = new FileInfo($"/proc/{connection.ProcessID}/schedstat");
        if (!schedule.Exists || connection.Host is not ("localhost" or "127.0.0.1"))
            throw new InvalidOperationException("The processor time of the server's session can only be read on the server's own (Linux) machine.");

        var version = await connection.ScalarAsync("SHOW server_version");
        Console.WriteLine($"PostgreSQL {version}, processor time per statement; without triggers = 1, least disturbed of {rounds} rounds (range of all rounds)\n");
        Console.WriteLine("| statement | EfPhased | pgroll's pair |\n|---|---:|---:|");
        var number = 0;
        foreach (var (name, sql, divisor) in Kinds)
        {
            var costs = Tables.ToDictionary(t => t, _ => new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var table in Tables)
                {
                    var cost = await MeasureAsync(connection, schedule, string.Format(CultureInfo.InvariantCulture, sql, table), Statements / divisor, number);
                    if (round > 0)
                        costs[table].Add(cost);
                }

                number += Statements;
            }

            Console.WriteLine($"| {name} | {Ratio(costs["Items"], costs["Plain"])} | {Ratio(costs["Pgroll"], costs["Plain"])} |");
        }
    }

    private static string Ratio(List<double> costs, List<double> plain)
    {
        var ratios = costs.Zip(plain, (c, p) => c / p).ToList();
        return FormattableString.Invariant($"{costs.Min() / plain.Min():0.00} ({ratios.Min():0.00}–{ratios.Max():0.00})");
    }

    private static async Task<double> MeasureAsync(NpgsqlConnection connection, FileInfo schedule, string sql, int statements, int from)
    {
        await using NpgsqlCommand command = new(sql, connection);
        var parameter = command.Parameters.Add(new NpgsqlParameter<int>("n", 0));
        await command.PrepareAsync();
        var before = await NanosecondsAsync(schedule);
        for (var i = 0; i < statements; i++)
        {
            parameter.Value = from + i;
            await command.ExecuteNonQueryAsync();
        }

        return (await NanosecondsAsync(schedule) - before) / (double)statements;
    }

    // The first number is the time on the processor: https://docs.kernel.org/scheduler/sched-stats.html
    private static async Task<long> NanosecondsAsync(FileInfo schedule)
        => long.Parse((await File.ReadAllTextAsync(schedule.FullName)).Split(' ')[0], CultureInfo.InvariantCulture);

    private static async Task SetUpAsync(TestDatabase database, NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("SET synchronous_commit = off");
        foreach (var table in Tables)
        {
            await connection.ExecuteAsync($"CREATE TABLE \"{table}\" AS SELECT i AS \"Id\", ('name ' || i)::varchar(100) AS \"Name\", 0 AS \"Touched\" FROM generate_series(1, {Rows}) i");
            await connection.ExecuteAsync($"ALTER TABLE \"{table}\" ADD PRIMARY KEY (\"Id\"), ALTER \"Name\" SET NOT NULL");
            if (table != "Items")
            {
                await connection.ExecuteAsync($"ALTER TABLE \"{table}\" ADD COLUMN \"FullName\" varchar(100); UPDATE \"{table}\" SET \"FullName\" = upper(\"Name\")");
            }
        }

        await BackfillWay.ApplyAsync(database, SilentObserver.Instance, CancellationToken.None);

        // Two functions, each in effect for the writers of one version, told apart by their search_path.
        await connection.ExecuteAsync("""
            CREATE FUNCTION pgroll_up() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE latest text := 'public_new'; mine text;
            BEGIN
                SELECT current_setting INTO mine FROM current_setting('search_path');
                IF mine <> latest THEN NEW."FullName" := upper(NEW."Name"); END IF;
                RETURN NEW;
            END $$;
            CREATE FUNCTION pgroll_down() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE latest text := 'public_new'; mine text;
            BEGIN
                SELECT current_setting INTO mine FROM current_setting('search_path');
                IF mine = latest THEN NEW."Name" := lower(NEW."FullName"); END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER up BEFORE INSERT OR UPDATE ON "Pgroll" FOR EACH ROW EXECUTE FUNCTION pgroll_up();
            CREATE TRIGGER down BEFORE INSERT OR UPDATE ON "Pgroll" FOR EACH ROW EXECUTE FUNCTION pgroll_down();
            """);
        foreach (var table in Tables)
            await connection.ExecuteAsync($"VACUUM (FULL, ANALYZE) \"{table}\"");
    }
}
