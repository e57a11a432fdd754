using System.Data.Common;
using Npgsql;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>
/// Filling a column of every row: by EfPhased, by one UPDATE and by pgroll's SQL, alone and while an application works at a constant
/// rate. Every run has a fresh copy of the table; rounds alternate between the ways, so that all see the same machine.
/// </summary>
internal static class BackfillBenchmark
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(string administrator, int rows, int rounds, DirectoryInfo output)
    {
        await using var database = await BenchmarkDatabase.CreateAsync(administrator);
        await using NpgsqlConnection connection = new(database.ConnectionString);
        await connection.OpenAsync();
        var runs = new List<BackfillRun>();
        foreach (var table in BackfillTable.Shapes(rows))
        {
            await table.CreateAsync(connection);
            foreach (var busy in new[] { false, true })
            {
                for (var round = 0; round < rounds; round++)
                {
                    foreach (var way in new[] { BackfillWay.OneUpdate, BackfillWay.EfPhased, BackfillWay.Pgroll })
                    {
                        var run = await RunAsync(connection, table, way, busy);
                        runs.Add(run);
                        Console.WriteLine(FormattableString.Invariant(
                            $"{table.Name}, {(busy ? "busy" : "idle")}, round {round + 1}: {way.Name} {run.Took.TotalSeconds:0.00} s{(busy ? $", p99 {run.P99.TotalMilliseconds:0.0} ms (before: {run.P99Before.TotalMilliseconds:0.0} ms), longest {run.Longest.TotalMilliseconds:0.0} ms" : "")}"));
                    }
                }
            }
        }

        var version = (string)(await connection.ScalarAsync("SHOW server_version"))!;
        await new BackfillReport($"PostgreSQL {version}", rows, rounds, runs).WriteAsync(output);
    }

    private static async Task<BackfillRun> RunAsync(NpgsqlConnection connection, BackfillTable table, BackfillWay way, bool busy)
    {
        await BackfillTable.CopyAsync(connection);
        await way.PrepareAsync(connection);
        var bytes = await BackfillTable.BytesAsync(connection);
        IReadOnlyList<Sample> before = [], during = [];
        TimeSpan took;
        if (busy)
        {
            await using (var alone = ForegroundLoad.Start(() => OpenAsync(connection.ConnectionString), table.Statement))
            {
                await Task.Delay(Quiet);
                before = await alone.StopAsync();
            }

            await using var load = ForegroundLoad.Start(() => OpenAsync(connection.ConnectionString), table.Statement);
            took = await way.FillAsync(connection);
            during = await load.StopAsync();
        }
        else
        {
            took = await way.FillAsync(connection);
        }

        var left = await connection.ScalarAsync("SELECT count(*) FROM \"Items\" WHERE \"FullName\" IS DISTINCT FROM upper(\"Name\")");
        if (left is not 0L)
            throw new InvalidOperationException($"{way.Name} left {left} rows.");
        return new BackfillRun(table.Name, way.Name, took, (double)await BackfillTable.BytesAsync(connection) / bytes, before, during);
    }

    private static async Task<DbConnection> OpenAsync(string connectionString)
    {
        NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
