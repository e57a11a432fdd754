using System.Diagnostics;

namespace EfPhased.Backfills;

/// <summary>
/// How far the workers of one process have come together.
/// </summary>
/// <param name="rowsDone">Rows that were passed before.</param>
internal sealed class FillProgress(long rowsDone)
{
    private readonly Lock _turn = new();
    private readonly Progress _progress = new();
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
    private long _rows;
    private long _skipped;

    public long RowsDone => rowsDone + Interlocked.Read(ref _rows);

    public double RowsPerSecond => _progress.RowsPerSecond;

    /// <summary>The rate with all pauses, in rows per second.</summary>
    public double OverallRate => Interlocked.Read(ref _rows) / Math.Max(0.001, _sinceStart.Elapsed.TotalSeconds);

    /// <summary>Counts rows; true about once a second, when it is time to say something.</summary>
    public bool Add(long rows)
    {
        lock (_turn)
        {
            Interlocked.Add(ref _rows, rows);
            return _progress.Add(rows);
        }
    }

    /// <summary>Counts a row that cannot be filled; the number of them so far.</summary>
    public long Skip() => Interlocked.Increment(ref _skipped);
}
