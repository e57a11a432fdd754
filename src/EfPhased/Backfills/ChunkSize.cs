namespace EfPhased.Backfills;

/// <summary>
/// How many rows the next chunk takes, so that its transaction lasts about as long as it should: whoever meets a locked row waits
/// for at most one chunk.
/// </summary>
internal sealed class ChunkSize(TimeSpan target)
{
    private const int Start = 500;
    private const int Least = 50;
    private const int Most = 20_000;
    private const double Smoothing = 0.3;

    private double _rowsPerMillisecond;
    private bool _lastWasFarTooLong;

    public int Rows { get; private set; } = Start;

    /// <summary>A chunk has committed.</summary>
    public void Succeeded(long rows, TimeSpan took)
    {
        if (rows == 0 || took <= TimeSpan.Zero)
            return;

        var rate = rows / took.TotalMilliseconds;
        _rowsPerMillisecond = _rowsPerMillisecond == 0 ? rate : (1 - Smoothing) * _rowsPerMillisecond + Smoothing * rate;
        var farTooLong = took > 4 * target;
        var wanted = _rowsPerMillisecond * target.TotalMilliseconds;
        var next = farTooLong
            ? Rows / (_lastWasFarTooLong ? 4.0 : 2.0)
            : Math.Clamp(wanted, Rows / 2.0, Math.Max(Rows * 1.5, Least));
        _lastWasFarTooLong = farTooLong;
        Rows = (int)Math.Clamp(next, Least, Most);
    }

    /// <summary>A chunk failed: the next one is smaller, down to a single row, so that the row at fault is found.</summary>
    public void Failed() => Rows = Math.Max(1, Rows / 2);
}
