using System.Data.Common;
using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>
/// Filling a column of every row: by EfPhased, by one UPDATE and by pgroll's SQL, alone and while an application works at a constant
/// rate. Every run has a fresh copy of the table; rounds alternate between the ways, so that all see the same machine.
/// </summary>
internal sealed class BackfillBenchmark(BackfillServer server, TestDatabase database, DbConnection connection)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    /// <param name="server">The server.</param>
    /// <param name="rows">How many rows each table has.</param>
    /// <param name="rounds">How often each way fills each table.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="tables">Part of the names of the tables that are filled; all without it. A large one takes long enough alone.</param>
    public static async Task RunAsync(BackfillServer server, int rows, int rounds, DirectoryInfo output, string tables = "")
    {
        await using var database = await server.Server.CreateDatabaseAsync();
        await using var connection = await server.Server.OpenAsync(database.ConnectionString + server.NoTimeout);
        var runs = await new BackfillBenchmark(server, database, connection).RunAsync([.. BackfillTable.Shapes(rows).Where(t => t.Name.Contains(tables, StringComparison.Ordinal))], rounds);
        await new BackfillReport(server.Title(connection), rows, rounds, runs).WriteAsync(output);
    }

    private async Task<List<BackfillRun>> RunAsync(IReadOnlyList<BackfillTable> tables, int rounds)
    {
        var runs = new List<BackfillRun>();
        foreach (var table in tables)
        {
            await server.CreateAsync(connection, table);
            foreach (var busy in new[] { false, true })
            {
                for (var round = 0; round < rounds; round++)
                {
                    foreach (var way in server.Others.Append(BackfillWay.EfPhased))
                    {
                        var run = await RunAsync(table, way, busy);
                        runs.Add(run);
                        Console.WriteLine(FormattableString.Invariant(
                            $"{table.Name}, {(busy ? "busy" : "idle")}, round {round + 1}: {way.Name} {run.Took.TotalSeconds:0.00} s{(busy ? $", p99 {run.P99.TotalMilliseconds:0.0} ms (before: {run.P99Before.TotalMilliseconds:0.0} ms), longest {run.Longest.TotalMilliseconds:0.0} ms" : "")}"));
                    }
                }
            }
        }

        return runs;
    }

    private async Task<BackfillRun> RunAsync(BackfillTable table, BackfillWay way, bool busy)
    {
        await server.CopyAsync(connection);
        await way.PrepareAsync(database, connection);
        var bytes = await server.BytesAsync(connection);
        IReadOnlyList<Sample> before = [], during = [];
        TimeSpan took;
        if (busy)
        {
            await using (var alone = Load(table))
            {
                await Task.Delay(Quiet);
                before = await alone.StopAsync();
            }

            await using var load = Load(table);
            took = await way.FillAsync(database, connection);
            during = await load.StopAsync();
        }
        else
        {
            took = await way.FillAsync(database, connection);
        }

        var left = await server.CountDifferentAsync(connection);
        if (left > 0)
            throw new InvalidOperationException($"{way.Name} left {left} rows.");
        return new BackfillRun(table.Name, way.Name, took, (double)await server.BytesAsync(connection) / bytes, before, during);
    }

    private ForegroundLoad Load(BackfillTable table)
        => ForegroundLoad.Start(OpenAsync, (number, random) => server.Statement(table, number, random));

    private async Task<DbConnection> OpenAsync()
    {
        var session = await database.OpenAsync();
        if (server.Patience is { } patience)
            await session.ExecuteAsync(patience, CancellationToken.None);
        return session;
    }
}
