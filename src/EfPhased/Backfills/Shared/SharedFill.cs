using System.Runtime.ExceptionServices;
using EfPhased.Backfills.Throttling;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills.Shared;

/// <summary>
/// Fills a table with several workers, here and wherever else they join. They know of each other by the database alone.
/// </summary>
/// <param name="session">What the workers share; each has a connection of its own.</param>
/// <param name="operation">What is filled.</param>
/// <param name="entry">Where it stands.</param>
/// <param name="prefix">What tells the workers of the run, who end with it, from those who join.</param>
internal sealed class SharedFill(FillSession session, BackfillOperation operation, BackfillEntry entry, string prefix)
{
    private readonly FillSession _session = session with { Observer = new SerialObserver(session.Observer) };
    private ExceptionDispatchInfo? _failure;

    /// <summary>Works until no range is left, whoever has it.</summary>
    /// <param name="workers">How many, 1 or more.</param>
    /// <param name="cancel">Stops between two chunks.</param>
    public async Task RunAsync(int workers, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var throttle = await Throttle.StartAsync(_session, cancel);
        await using Cleaning cleaning = new(_session, operation, entry.RowsTotal);
        FillProgress progress = new(entry.RowsDone);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(i => Task.Run(() => WorkAsync(i == 0, throttle, progress, cleaning, stop), CancellationToken.None)));
        if (_failure is not null)
            await FailAsync(_failure);
        await cleaning.FinishAsync();
    }

    // One of them may have claimed a range, and said that it works, while another one read that nobody shall.
    private async Task FailAsync(ExceptionDispatchInfo failure)
    {
        if (failure.SourceException is PhasedException { Code: "EFP2015" })
            await _session.Backfills.SetStateAsync(entry, BackfillState.Cancelled, CancellationToken.None);
        failure.Throw();
    }

    // One that fails stops the others of its process: what stands in its way would stand in theirs, and somebody has to be told.
    private async Task WorkAsync(bool watchesLock, Throttle throttle, FillProgress progress, Cleaning cleaning, CancellationTokenSource stop)
    {
        var connection = _session.Services.NewConnection();
        try
        {
            await RunConnections.OpenAsync(connection, _session.Services, stop.Token);
            var own = _session with
            {
                Connection = connection,
                Worker = prefix + Guid.NewGuid().ToString("N"),
                RequireLock = watchesLock ? _session.RequireLock : null,
            };
            await new RangeWorker(own, operation, entry, throttle, progress, cleaning).RunAsync(stop.Token);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            await stop.CancelAsync();
        }
        finally
        {
            await RunConnections.CloseAsync(connection, _session.Services);
        }
    }
}
