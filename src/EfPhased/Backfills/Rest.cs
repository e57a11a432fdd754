using System.Diagnostics;

namespace EfPhased.Backfills;

/// <summary>
/// The rests of a worker that may not work all the time.
/// </summary>
internal sealed class Rest
{
    // What is shorter is taken together with the next one; a chunk that waited for seconds is no reason to rest for minutes.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _owed;

    /// <summary>Rests for as long as it takes until the work took no more than its share.</summary>
    /// <param name="worked">How long the work took.</param>
    /// <param name="duty">Its share of the time, more than 0 and at most 1.</param>
    /// <param name="cancel">Ends the rest.</param>
    /// <returns>How long the rest was.</returns>
    public async Task<TimeSpan> TakeAsync(TimeSpan worked, double duty, CancellationToken cancel)
    {
        var rest = _owed + worked * (1 / duty - 1);
        _owed = rest < Longest ? rest : Longest;
        if (_owed < Shortest)
            return TimeSpan.Zero;

        var watch = Stopwatch.StartNew();
        await Task.Delay(_owed, cancel);
        var rested = watch.Elapsed;
        _owed = rested < _owed ? _owed - rested : TimeSpan.Zero;
        return rested;
    }
}
