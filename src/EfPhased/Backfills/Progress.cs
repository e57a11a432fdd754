using System.Diagnostics;

namespace EfPhased.Backfills;

/// <summary>
/// The rate of the last minute or so, and what it says about the time left.
/// </summary>
internal sealed class Progress
{
    private const double Smoothing = 0.1;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _sinceReport = Stopwatch.StartNew();
    private long _rowsSinceReport;

    public double RowsPerSecond { get; private set; }

    /// <summary>Counts rows; true about once a second, when it is time to say something.</summary>
    public bool Add(long rows)
    {
        _rowsSinceReport += rows;
        if (_sinceReport.Elapsed < ReportInterval)
            return false;

        var rate = _rowsSinceReport / _sinceReport.Elapsed.TotalSeconds;
        RowsPerSecond = RowsPerSecond == 0 ? rate : (1 - Smoothing) * RowsPerSecond + Smoothing * rate;
        _rowsSinceReport = 0;
        _sinceReport.Restart();
        return true;
    }

    public TimeSpan? Remaining(long done, long? total) => Remaining(done, total, RowsPerSecond);

    public static TimeSpan? Remaining(long done, long? total, double rate)
        => total is { } t && rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, t - done) / rate) : null;
}
