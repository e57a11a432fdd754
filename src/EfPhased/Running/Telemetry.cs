using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EfPhased.Running;

/// <summary>
/// Traces and metrics of runs, all under the name EfPhased.
/// </summary>
internal static class Telemetry
{
    public const string Name = "EfPhased";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Steps = Meter.CreateCounter<long>("efphased.steps", "{step}", "Steps of phased migrations that were completed");

    public static readonly Counter<long> LockRetries = Meter.CreateCounter<long>("efphased.lock_retries", "{retry}", "Attempts that did not get their lock in time");

    public static readonly Counter<long> RowsFilled = Meter.CreateCounter<long>("efphased.rows_filled", "{row}", "Rows that backfills have written");

    public static readonly Histogram<double> ChunkDuration = Meter.CreateHistogram<double>("efphased.chunk.duration", "s", "Duration of a backfill chunk's transaction");
}
