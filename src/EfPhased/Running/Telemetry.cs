using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EfPhased.Running;

/// <summary>
/// Traces and metrics of runs, all under the name EfPhased.
/// </summary>
internal static class Telemetry
{
    public const string Name = "EfPhased";

    /// <summary>The tag with the signal that made a backfill stand still or slow down.</summary>
    public const string SignalTag = "efphased.signal";

    private const long ChunksPerSpan = 100;

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Steps = Meter.CreateCounter<long>("efphased.steps", "{step}", "Steps of phased migrations that were completed");

    public static readonly Counter<long> LockRetries = Meter.CreateCounter<long>("efphased.lock_retries", "{retry}", "Attempts that did not get their lock in time");

    public static readonly Counter<double> BlockedSeconds = Meter.CreateCounter<double>("efphased.blocked_seconds", "s", "Sessions that waited for a run, times the seconds that they did");

    public static readonly Counter<long> RowsFilled = Meter.CreateCounter<long>("efphased.rows_filled", "{row}", "Rows that backfills have written");

    public static readonly Counter<long> RowsSkipped = Meter.CreateCounter<long>("efphased.rows_skipped", "{row}", "Rows that backfills could not fill and left out");

    public static readonly Counter<long> Vacuums = Meter.CreateCounter<long>("efphased.vacuums", "{vacuum}", "Passes that cleaned up after backfills");

    public static readonly Counter<long> Pauses = Meter.CreateCounter<long>("efphased.pauses", "{pause}", "Times that a backfill had to stand still or slow down, by signal");

    public static readonly Counter<double> PausedSeconds = Meter.CreateCounter<double>("efphased.paused_seconds", "s", "How long signals kept backfills from working, by signal");

    public static readonly Histogram<double> LockWait = Meter.CreateHistogram<double>("efphased.lock.duration", "s", "Duration of attempts that needed a table lock");

    public static readonly Histogram<double> ChunkDuration = Meter.CreateHistogram<double>("efphased.chunk.duration", "s", "Duration of a backfill chunk's transaction");

    // A backfill has as many chunks as a minute has milliseconds: one in a hundred tells enough.
    private static long _chunks;

    /// <summary>A span for a chunk, sampled.</summary>
    public static Activity? StartChunk()
        => Interlocked.Increment(ref _chunks) % ChunksPerSpan == 1 ? Activities.StartActivity("chunk") : null;
}
