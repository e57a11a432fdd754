using EfPhased.Backfills.Throttling;
using EfPhased.Running;

namespace EfPhased.Design.Tests.Backfills;

/// <summary>Rows that take longer than in the first minute slow a backfill down, until they no longer do.</summary>
public sealed class SlowdownTests
{
    private readonly OwnTime _signal = new(limit: 3);
    private readonly SignalState _state;

    public SlowdownTests() => _state = new SignalState(_signal, SilentObserver.Instance);

    [Fact]
    public async Task Rows_that_take_three_times_as_long_slow_it_down_until_they_take_twice_as_long()
    {
        await FirstMinuteAsync();
        await PassAsync(100, milliseconds: 290);
        Assert.Null(_state.Slowdown);

        await PassAsync(100, milliseconds: 310);
        var reason = _state.Slowdown!;
        Assert.Equal(
            ("time per row", "3.1 times that of the first minute", "3 times that of the first minute"), (reason.Signal, reason.Value, reason.Limit));
        Assert.Null(_state.Reason);

        await PassAsync(1_000, milliseconds: 2_200);
        Assert.Equal(reason.Since, _state.Slowdown!.Since);
        await PassAsync(10, milliseconds: 20);
        Assert.Null(_state.Slowdown);
    }

    [Fact]
    public async Task The_first_minute_is_measured_by_its_middle()
    {
        for (var i = 0; i < OwnTime.FirstReadings; i++)
            await PassAsync(100, milliseconds: i % 3 == 0 ? 5_000 : 100);
        Assert.Null(_state.Slowdown);
        await PassAsync(100, milliseconds: 400);
        Assert.NotNull(_state.Slowdown);
    }

    [Fact]
    public async Task Standing_still_says_nothing_new()
    {
        await _state.ReadAsync(CancellationToken.None);
        await FirstMinuteAsync();
        await PassAsync(100, milliseconds: 500);
        await _state.ReadAsync(CancellationToken.None);
        Assert.NotNull(_state.Slowdown);
    }

    private async Task FirstMinuteAsync()
    {
        for (var i = 0; i < OwnTime.FirstReadings; i++)
            await PassAsync(100, milliseconds: 100);
    }

    private Task PassAsync(long rows, double milliseconds)
    {
        _signal.Add(rows, TimeSpan.FromMilliseconds(milliseconds));
        return _state.ReadAsync(CancellationToken.None);
    }
}
