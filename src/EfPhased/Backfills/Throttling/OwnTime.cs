namespace EfPhased.Backfills.Throttling;

/// <summary>
/// How much longer a row takes than in the first minute. Whatever the reason is, a server that is busy or a table that has outgrown its
/// memory, the application has to wait for the same, so the backfill leaves it half of the time.
/// </summary>
internal sealed class OwnTime : Signal
{
    /// <summary>How many readings make the first minute: there is one a second.</summary>
    public const int FirstReadings = 60;

    private readonly Lock _turn = new();
    private readonly List<double> _first = [];
    private long _rows;
    private TimeSpan _took;
    private double _factor;

    /// <param name="limit">How many times longer is too long.</param>
    public OwnTime(double limit)
        : base("time per row")
    {
        Limit = double.PositiveInfinity;
        SlowsAbove = limit;
        Unit = "times that of the first minute";
    }

    /// <summary>So many rows were passed by a worker in so much time, pauses left out.</summary>
    public void Add(long rows, TimeSpan took)
    {
        lock (_turn)
        {
            _rows += rows;
            _took += took;
        }
    }

    public override Task<string?> PrepareAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    public override Task<Reading> ReadAsync(CancellationToken cancel)
    {
        lock (_turn)
        {
            // Who stands still does not know more than before.
            if (_rows > 0)
                Take(_took.TotalMilliseconds / _rows);
            (_rows, _took) = (0, TimeSpan.Zero);
            return Task.FromResult(new Reading(_factor));
        }
    }

    private void Take(double perRow)
    {
        if (_first.Count < FirstReadings)
        {
            _first.Add(perRow);
            _first.Sort();
        }
        else
        {
            _factor = perRow / _first[FirstReadings / 2];
        }
    }
}
