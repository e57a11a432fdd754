using System.Diagnostics;
using System.Globalization;
using EfPhased.Backfills;
using EfPhased.Operations;
using EfPhased.PostgreSql.Tests;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Npgsql;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>
/// The chunked comparison of old and new, as a backfill ends with it, over one SELECT that does the same; and the most memory that a
/// process takes that fills and compares a table. Rounds alternate between the ways, so that all see the same machine.
/// </summary>
internal static class CompareBenchmark
{
    private const string DatabaseVariable = "EFPHASED_BENCHMARK_DATABASE";
    private const string Select = "SELECT count(*) FROM \"Items\" WHERE \"FullName\" IS DISTINCT FROM upper(\"Name\")";

    public static async Task RunAsync(IReadOnlyList<int> sizes, int rounds, DirectoryInfo output)
    {
        PostgreSqlBackfills server = new();
        await using var database = await server.Server.CreateDatabaseAsync();
        await using NpgsqlConnection connection = new(database.ConnectionString + ";Command Timeout=0");
        await connection.OpenAsync();
        List<CompareLine> lines = [];
        foreach (var table in sizes.SelectMany(BackfillTable.Shapes))
        {
            await server.CreateAsync(connection, table);
            await server.CopyAsync(connection);
            var peak = await PeakAsync(database.ConnectionString);
            await connection.ExecuteAsync("VACUUM (ANALYZE) \"Items\"");
            lines.Add(await MeasureAsync(database, connection, table, rounds, peak));
            Console.WriteLine(lines[^1]);
        }

        await new CompareReport(server.Title(connection), rounds, lines).WriteAsync(output);
    }

    /// <summary>Fills and compares the table of the database that the environment names, and prints the most memory that took, in bytes.</summary>
    public static async Task ApplyAsync()
    {
        var connectionString = Environment.GetEnvironmentVariable(DatabaseVariable)
            ?? throw new InvalidOperationException($"{DatabaseVariable} is not set.");
        TestDatabase database = new(PostgreSqlServer.Instance, "", connectionString);
        await BackfillWay.ApplyAsync(database, SilentObserver.Instance, CancellationToken.None);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
    }

    // A process for each table, as the tool is.
    private static async Task<long> PeakAsync(string connectionString)
    {
        Command command = new("dotnet", ["exec", typeof(CompareBenchmark).Assembly.Location, "apply"])
        {
            Environment = new Dictionary<string, string?> { [DatabaseVariable] = connectionString },
        };
        return long.Parse((await command.RunAsync()).Succeeds().Output, CultureInfo.InvariantCulture);
    }

    private static async Task<CompareLine> MeasureAsync(TestDatabase database, NpgsqlConnection connection, BackfillTable table, int rounds, long peak)
    {
        await using var context = BackfillContext.Open(database);
        Verification verification = new(connection, RunServices.From(context).Sql, SilentObserver.Instance);
        RowAgreement agreement = new("Items", ["Id"], [BackfillContext.Value]);
        List<double> inChunks = [], alone = [], parallel = [];
        for (var round = 0; round <= rounds; round++)
        {
            var chunked = await TimeAsync(async () => (await verification.RunAsync(BackfillContext.Change, agreement, table.Rows, CancellationToken.None)).Count);
            var select = await TimeAsync(async () => (long)(await connection.ScalarAsync(Select))!);
            await connection.ExecuteAsync("SET max_parallel_workers_per_gather = 0");
            var selectAlone = await TimeAsync(async () => (long)(await connection.ScalarAsync(Select))!);
            await connection.ExecuteAsync("RESET max_parallel_workers_per_gather");

            // The first finds nothing in memory.
            if (round == 0)
                continue;
            inChunks.Add(chunked.TotalMilliseconds);
            parallel.Add(select / chunked);
            alone.Add(selectAlone / chunked);
        }

        return new CompareLine(table.Name, table.Rows, Median.Of(inChunks), Median.Of(alone), Median.Of(parallel), peak / (double)(1 << 20));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task<long>> count)
    {
        var watch = Stopwatch.StartNew();
        return await count() == 0 ? watch.Elapsed : throw new InvalidOperationException("Rows differ that were filled.");
    }
}
