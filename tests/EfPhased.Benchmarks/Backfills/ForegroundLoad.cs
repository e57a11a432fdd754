using System.Data.Common;
using System.Diagnostics;
using EfPhased.Running;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>
/// An application at work: so many transactions a second, each due at its own moment. The time counts from that moment, so a
/// transaction that waits for its turn waits in the numbers, too.
/// </summary>
internal sealed class ForegroundLoad : IAsyncDisposable
{
    private const int Sessions = 4;
    private const int PerSecond = 500;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task<List<Sample>>> _sessions;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Func<Task<DbConnection>> _open;
    private readonly Func<int, Random, string> _statement;

    private ForegroundLoad(Func<Task<DbConnection>> open, Func<int, Random, string> statement)
    {
        _open = open;
        _statement = statement;
        _sessions = [.. Enumerable.Range(0, Sessions).Select(s => Task.Run(() => WorkAsync(s)))];
    }

    /// <param name="open">Opens a session.</param>
    /// <param name="statement">A session's n-th transaction.</param>
    public static ForegroundLoad Start(Func<Task<DbConnection>> open, Func<int, Random, string> statement) => new(open, statement);

    /// <summary>What happened until now, oldest first.</summary>
    public async Task<IReadOnlyList<Sample>> StopAsync()
    {
        await _stop.CancelAsync();
        return [.. (await Task.WhenAll(_sessions)).SelectMany(s => s).OrderBy(s => s.At)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_sessions);
        _stop.Dispose();
    }

    private async Task<List<Sample>> WorkAsync(int session)
    {
        var random = new Random(session);
        var samples = new List<Sample>();
        await using var connection = await _open();
        var interval = TimeSpan.FromSeconds((double)Sessions / PerSecond);
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            var due = interval * (number + (double)session / Sessions);
            if (due - Stopwatch.GetElapsedTime(_start) is var left && left > TimeSpan.Zero)
                await Task.Delay(left);
            await connection.ExecuteAsync(_statement(number, random), CancellationToken.None);
            samples.Add(new Sample(due, Stopwatch.GetElapsedTime(_start) - due));
        }

        return samples;
    }
}

/// <param name="At">When it was due, since the load began.</param>
/// <param name="Took">How long after that it was done.</param>
internal readonly record struct Sample(TimeSpan At, TimeSpan Took);
