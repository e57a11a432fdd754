using System.Data;
using System.Data.Common;
using EfPhased.Backfills.Throttling;
using EfPhased.Dialects;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills.Shared;

/// <summary>
/// One of several workers: it takes over a range whose worker is gone, or claims the next one, until there is none.
/// </summary>
internal sealed class RangeWorker(
    FillSession session, BackfillOperation operation, BackfillEntry entry, Throttle throttle, FillProgress progress, Cleaning cleaning)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly RangeJournal _ranges = new(session.Connection, session.Sql, entry, session.Worker);
    private readonly WorkerJournal _workers = new(session.Connection, session.Sql, session.Settings, session.Worker);
    private readonly Worker _worker = new(session, entry, throttle);

    public async Task RunAsync(CancellationToken cancel)
    {
        var range = await KeyRange.OpenAsync(session.Connection, session.Sql, operation.Table, operation.Schema, operation.Key, cancel);
        Fill fill = new(session, operation, range, entry, _worker, progress, cleaning);

        // Whoever has a range is known to be alive before he has it.
        await _worker.WaitsAsync(null, cancel);
        try
        {
            while (true)
            {
                await _worker.ObeyAsync(cancel);
                if (await NextAsync(range, fill.ChunkRows * session.Settings.RangeChunks, cancel) is { } next)
                    await FillAsync(fill, next, cancel);
                else if (!await _ranges.AnyAsync(cancel))
                    return;
                else
                    await IdleAsync(cancel);
            }
        }
        finally
        {
            await LeaveAsync();
        }
    }

    private async Task<ClaimedRange?> NextAsync(KeyRange range, int rows, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _workers.ForgetGoneAsync(entry, cancel);
                return await _ranges.TakeOverAsync(cancel) ?? await _ranges.ClaimAsync(range, rows, session.Begin, cancel);
            }
            catch (DbException e) when (attempt < session.Settings.LockAttempts && session.Sql.Classify(e) is ServerFault.LockTimeout or ServerFault.Deadlock)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(20, 100)), cancel);
            }
        }
    }

    private async Task FillAsync(Fill fill, ClaimedRange claimed, CancellationToken cancel)
    {
        try
        {
            await fill.RunAsync(claimed, cancel);
        }
        catch (RangeLostException)
        {
            session.Observer.Report(new Notice($"Another worker has taken a range of '{operation.Table}' over, because this one was not heard of for 30 s."));
        }
    }

    // One of the others may die, and leave a range.
    private async Task IdleAsync(CancellationToken cancel)
    {
        await _worker.WaitsAsync("other workers, who have the last ranges", cancel);
        await Task.Delay(Poll, cancel);
    }

    private async Task LeaveAsync()
    {
        if (session.Connection.State != ConnectionState.Open)
            return;
        try
        {
            await _ranges.ReleaseAsync();
            await _workers.LeaveAsync(entry);
        }
        catch (DbException)
        {
            // Others take the range over when this worker has not been heard of for a while.
            await session.Connection.CloseAsync();
        }
    }
}
