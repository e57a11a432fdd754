using System.Diagnostics;
using EfPhased.Benchmarks.Backfills;
using EfPhased.Configuration;
using EfPhased.Gates;
using EfPhased.Running;
using EfPhased.Testing.Models;
using EfPhased.Testing.Oracles;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;
using Npgsql;

namespace EfPhased.Benchmarks.Locks;

/// <summary>
/// The longest time that a session of the application waits for a lock because of each kind of step, while real plans are run through
/// all phases on tables of several sizes.
/// </summary>
internal static class LockBenchmark
{
    // As the tool does, but whoever writes through the old shape here has nothing to lose.
    private static readonly RunSettings Settings = new RunPolicy().ApplyTo(new RunSettings
    {
        Policy = new GatePolicy { Quiet = TimeSpan.Zero, Soak = TimeSpan.Zero },
        Overrides = [new GateOverride("statements", "the application is played"), new GateOverride("code", "the application is played")],
    });

    public static async Task RunAsync(TestServer server, IReadOnlyList<int> sizes, DirectoryInfo output)
    {
        List<LockMeasurement> measured = [];
        foreach (var rows in sizes)
        {
            foreach (var change in LockChange.All)
            {
                var watch = Stopwatch.StartNew();
                var steps = await MeasureAsync(server, change, rows);
                measured.AddRange(steps);
                Console.WriteLine(FormattableString.Invariant(
                    $"{rows:N0} rows, {change.Name}: {steps.Count} steps in {watch.Elapsed.TotalSeconds:0} s, longest wait {steps.Max(s => s.Longest).TotalMilliseconds:0.0} ms"));
            }
        }

        await new LockReport(await VersionAsync(server), sizes, measured).WriteAsync(output);
    }

    private static async Task<List<LockMeasurement>> MeasureAsync(TestServer server, LockChange change, int rows)
    {
        var oldModel = TestModels.ThroughSnapshot(server, TestModels.Build(server, change.Scenario.Before));
        var pack = MigrationPack.Of(server, change.Scenario, oldModel);
        await using var database = await server.CreateDatabaseAsync();
        await PlainEf.CreateAsync(server, database.ConnectionString, oldModel);
        await using (NpgsqlConnection connection = new(database.ConnectionString + ";Command Timeout=0"))
        {
            await connection.OpenAsync();
            await SeedAsync(connection, change, rows);
        }

        List<LockMeasurement> measured = [];
        foreach (var phase in new[] { Phase.Expand, Phase.Switch, Phase.Contract })
        {
            StepTimes times = new();
            await using var load = LockLoad.Start(database.ConnectionString, phase == Phase.Contract ? change.NewTable : "Customers", rows);
            await using (var context = PackedContext.Open(server, database.ConnectionString, pack.Assembly))
                await PhasedRunner.For(context, Settings, times).ApplyAsync(phase, null, CancellationToken.None);
            var waits = await load.StopAsync();
            measured.AddRange(times.Steps.Select(step => new LockMeasurement(
                rows, step.Kind, waits.Where(w => w.Since >= step.From && w.Since <= step.To).Select(w => w.Took).DefaultIfEmpty().Max())));
        }

        return measured;
    }

    private static async Task SeedAsync(NpgsqlConnection connection, LockChange change, int rows)
    {
        var names = string.Concat(change.Columns.Select(c => $", \"{c.Column}\""));
        var values = string.Concat(change.Columns.Select(c => $", {c.Value}"));
        await connection.ExecuteAsync(
            $"""
            SET session_replication_role = replica;
            INSERT INTO "Customers" ("Id", "Email", "{LockChange.Counter}"{names}) OVERRIDING SYSTEM VALUE
                SELECT i, 'customer' || i || '@example.com', 0{values} FROM generate_series(1, {rows}) i;
            INSERT INTO "Orders" ("Id", "Amount", "BuyerId") OVERRIDING SYSTEM VALUE SELECT i, 0, i FROM generate_series(1, {rows}) i;
            """);
        foreach (var table in new[] { "Customers", "Orders" })
            await connection.ExecuteAsync($"VACUUM (ANALYZE) \"{table}\"");
        await connection.ExecuteAsync("CHECKPOINT");
    }

    private static async Task<string> VersionAsync(TestServer server)
    {
        await using var connection = await server.OpenAsync(server.AdministratorConnectionString);
        return $"PostgreSQL {connection.ServerVersion}";
    }

    /// <summary>When each step began and was done.</summary>
    private sealed class StepTimes : IRunObserver
    {
        private long _started;

        public List<TimedStep> Steps { get; } = [];

        public void Report(RunEvent e)
        {
            if (e is StepStarted)
                _started = Stopwatch.GetTimestamp();
            else if (e is StepDone done)
                Steps.Add(new TimedStep(Kind(done.Description), _started, Stopwatch.GetTimestamp()));
        }

        // "create index IX_Customers_Name": the words before the first name
        private static string Kind(string description)
            => string.Join(' ', description.Split(' ').TakeWhile(w => char.IsLower(w[0]) && !w.Contains('.', StringComparison.Ordinal)));
    }
}
