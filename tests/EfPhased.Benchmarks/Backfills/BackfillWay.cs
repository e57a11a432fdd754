using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using EfPhased.Configuration;
using EfPhased.Running;
using EfPhased.Testing.Servers;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>A way to fill the new column of a table that has its triggers already.</summary>
/// <param name="Name">For people.</param>
/// <param name="PrepareAsync">Makes the new shape; not measured.</param>
/// <param name="FillAsync">Fills it, and says how long that took.</param>
internal sealed record BackfillWay(string Name, Func<TestDatabase, DbConnection, Task> PrepareAsync, Func<TestDatabase, DbConnection, Task<TimeSpan>> FillAsync)
{
    /// <summary>The name of the way that the others are measured by.</summary>
    public const string Measure = "one UPDATE";

    // As the tool does without an efphased.json: it looks at its signals, and cleans up.
    private static RunSettings Settings { get; } = new RunPolicy().ApplyTo(new RunSettings());

    public static BackfillWay EfPhased { get; } = new("EfPhased", (database, _) => ShapeAsync(database), async (database, _) =>
    {
        // What the runner does around it, and the comparison at the end, is not what an UPDATE does: from the step's start to the last rows.
        var last = 0L;
        using MeterListener listener = new() { InstrumentPublished = (i, l) => { if (i.Name == "efphased.rows_filled") l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => last = Stopwatch.GetTimestamp());
        listener.Start();
        StartObserver observer = new();
        await ApplyAsync(database, observer, CancellationToken.None);
        return Stopwatch.GetElapsedTime(observer.Started, last);
    });

    public static BackfillWay OneUpdate(BackfillServer server) => new(
        Measure, (database, _) => ShapeAsync(database),
        (_, connection) => TimeAsync(() => connection.ExecuteAsync(
            server.Quoted($"UPDATE \"Items\" SET \"FullName\" = upper(\"Name\") WHERE {server.Different}"), CancellationToken.None)));

    /// <summary>Runs all that is due.</summary>
    public static async Task ApplyAsync(TestDatabase database, IRunObserver observer, CancellationToken cancel)
    {
        await using var context = BackfillContext.Open(database);
        await PhasedRunner.For(context, Settings, observer).ApplyAsync(Phase.Expand, null, cancel);
    }

    public static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    private static async Task ShapeAsync(TestDatabase database)
    {
        using CancellationTokenSource cancelled = new();
        try
        {
            await ApplyAsync(database, new StopObserver(cancelled), cancelled.Token);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // The shape is there; its rows are what is measured.
        }
    }

    private sealed class StartObserver : IRunObserver
    {
        public long Started { get; private set; }

        public void Report(RunEvent e)
        {
            if (e is StepStarted { MigrationId: BackfillContext.Rows })
                Started = Stopwatch.GetTimestamp();
        }
    }

    private sealed class StopObserver(CancellationTokenSource stop) : IRunObserver
    {
        public void Report(RunEvent e)
        {
            if (e is MigrationFinished { MigrationId: BackfillContext.Shape })
                stop.Cancel();
        }
    }
}
