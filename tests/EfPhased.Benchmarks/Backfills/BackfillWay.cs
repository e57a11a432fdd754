using System.Diagnostics;
using System.Diagnostics.Metrics;
using EfPhased.Configuration;
using EfPhased.Running;
using Npgsql;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>A way to fill the new column of a table that has its triggers already.</summary>
/// <param name="Name">For people.</param>
/// <param name="PrepareAsync">Makes the new shape; not measured.</param>
/// <param name="FillAsync">Fills it, and says how long that took.</param>
internal sealed record BackfillWay(string Name, Func<NpgsqlConnection, Task> PrepareAsync, Func<NpgsqlConnection, Task<TimeSpan>> FillAsync)
{
    private const int PgrollRows = 1_000;

    // As the tool does without an efphased.json: it looks at its signals, and cleans up.
    private static RunSettings Settings { get; } = new RunPolicy().ApplyTo(new RunSettings());

    public static BackfillWay OneUpdate { get; } = new(
        "one UPDATE", ShapeAsync,
        c => TimeAsync(() => c.ExecuteAsync("UPDATE \"Items\" SET \"FullName\" = upper(\"Name\") WHERE \"FullName\" IS DISTINCT FROM upper(\"Name\")")));

    public static BackfillWay EfPhased { get; } = new("EfPhased", ShapeAsync, async connection =>
    {
        // What the runner does around it, and the comparison at the end, is not what an UPDATE does: from the step's start to the last rows.
        var last = 0L;
        using MeterListener listener = new() { InstrumentPublished = (i, l) => { if (i == Telemetry.RowsFilled) l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => last = Stopwatch.GetTimestamp());
        listener.Start();
        StartObserver observer = new();
        await using var context = BackfillContext.Open(connection.ConnectionString);
        await PhasedRunner.For(context, Settings, observer).ApplyAsync(Phase.Expand, null, CancellationToken.None);
        return Stopwatch.GetElapsedTime(observer.Started, last);
    });

    /// <summary>The shape of the SQL that pgroll runs (pkg/backfill): a flag, a trigger that computes the value, and a join that touches the key.</summary>
    public static BackfillWay Pgroll { get; } = new(
        "pgroll's SQL",
        async connection =>
        {
            await connection.ExecuteAsync("""
                ALTER TABLE "Items" ADD COLUMN "FullName" varchar(100), ADD COLUMN needs_backfill boolean DEFAULT true;
                CREATE OR REPLACE FUNCTION compute_full_name() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW."FullName" := upper(NEW."Name");
                    NEW.needs_backfill := false;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER compute BEFORE INSERT OR UPDATE ON "Items" FOR EACH ROW EXECUTE FUNCTION compute_full_name();
                """);
        },
        connection => TimeAsync(async () =>
        {
            await using NpgsqlCommand batch = new("", connection) { CommandTimeout = 0 };
            var after = "";
            do
            {
                batch.CommandText =
                    $"""
                    WITH batch AS (SELECT "Id" FROM "Items" WHERE needs_backfill{after} ORDER BY "Id" LIMIT {PgrollRows} FOR NO KEY UPDATE),
                        touched AS (UPDATE "Items" SET "Id" = "Items"."Id" FROM batch WHERE "Items"."Id" = batch."Id" RETURNING "Items"."Id")
                    SELECT "Id"::text FROM touched ORDER BY touched."Id" DESC LIMIT 1
                    """;
                after = await batch.ExecuteScalarAsync() is string last ? $" AND \"Id\" > '{last}'" : "";
            }
            while (after.Length > 0);
        }));

    private static async Task ShapeAsync(NpgsqlConnection connection)
    {
        await using var context = BackfillContext.Open(connection.ConnectionString);
        var cancelled = new CancellationTokenSource();
        try
        {
            await PhasedRunner.For(context, new RunSettings(), new StopObserver(cancelled)).ApplyAsync(Phase.Expand, null, cancelled.Token);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // The shape is there; its rows are what is measured.
        }
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
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
