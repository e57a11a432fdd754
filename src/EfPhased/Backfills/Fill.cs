using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// The loop over the chunks of a stretch.
/// </summary>
internal sealed class Fill(
    FillSession session, BackfillOperation operation, KeyRange range, BackfillEntry entry, Worker worker, FillProgress progress, Cleaning cleaning)
{
    private static readonly TimeSpan LockCheckInterval = TimeSpan.FromSeconds(10);

    private readonly ChunkSize _size = new(session.Settings.ChunkTime ?? session.Sql.ChunkTime);
    private readonly Stopwatch _sinceLockCheck = Stopwatch.StartNew();

    /// <summary>How many rows a chunk takes.</summary>
    public int ChunkRows => _size.Rows;

    public async Task RunAsync(Stretch stretch, CancellationToken cancel)
    {
        var failures = 0;
        while (!stretch.IsDone)
        {
            await worker.ObeyAsync(cancel);
            await CheckLockAsync(cancel);
            var rows = _size.Rows;
            try
            {
                var watch = Stopwatch.StartNew();
                cleaning.Filled(await ChunkAsync(stretch, rows, cancel));
                failures = 0;
                await worker.RestAsync(watch.Elapsed, cancel);
            }
            catch (DbException e) when (session.Sql.Classify(e) is ServerFault.LockTimeout or ServerFault.Deadlock)
            {
                failures++;
                _size.Failed();
                await GiveWayAsync(failures, e, cancel);
            }
            catch (DbException e) when (session.Sql.Classify(e) == ServerFault.BadValue)
            {
                if (rows == 1)
                    await SkipAsync(stretch, e, cancel);
                else
                    _size.Failed();
            }
        }
    }

    /// <returns>How many rows were written.</returns>
    private async Task<int> ChunkAsync(Stretch stretch, int rows, CancellationToken cancel)
    {
        using var activity = Telemetry.StartChunk();
        var watch = Stopwatch.StartNew();
        var filled = 0;
        long passed = rows;
        var end = stretch.End!;
        await session.Connection.InTransactionAsync(session.Begin, async () =>
        {
            foreach (var statement in session.Sql.LockTimeout(session.Sql.RowLockTimeout, inTransaction: true))
                await session.Connection.ExecuteAsync(statement, cancel);

            var chunkEnd = await range.EndOfChunkAsync(stretch.After, end, rows, cancel);
            end = chunkEnd ?? end;
            if (chunkEnd is null && !range.IsPlace)
                passed = await range.CountAsync(null, stretch.After, end, cancel);
            filled = await range.FillAsync(operation.Values, stretch.After, end, cancel);

            // What was filled lies further on now, and may be met again.
            if (range.IsPlace)
                passed = filled;
            await stretch.AdvanceAsync(end, passed, cancel);
        }, cancel);

        stretch.Passed(end, passed);

        // Where most rows need nothing any more, few are filled in a chunk that takes as long to read.
        var read = range.IsPlace ? rows : passed;
        _size.Succeeded(read, watch.Elapsed);
        worker.Took(read, watch.Elapsed);
        Telemetry.ChunkDuration.Record(watch.Elapsed.TotalSeconds);
        Telemetry.RowsFilled.Add(filled);
        activity?.SetTag("efphased.rows", filled);
        if (progress.Add(passed))
            Report();
        await worker.PassedAsync(passed, progress.RowsPerSecond, cancel);
        return filled;
    }

    // Somebody has decided that the others shall not wait for it; the comparison at the end still finds it.
    private async Task SkipAsync(Stretch stretch, DbException e, CancellationToken cancel)
    {
        if (await range.EndOfChunkAsync(stretch.After, stretch.End, 1, cancel) is not { } key)
            return;
        if (progress.Skip() > session.Settings.MaxSkippedRows)
            throw Errors.RowNotFilled(operation.Change, operation.Table, range.Text(key), e);
        await session.Connection.InTransactionAsync(session.Begin, () => stretch.AdvanceAsync(key, 1, cancel), cancel);
        await worker.SkippedAsync(cancel);
        Telemetry.RowsSkipped.Add(1);
        session.Observer.Report(new Notice($"The row {range.Text(key)} of '{operation.Table}' was left out: {e.Message.Split('\n')[0].TrimEnd()}"));
        stretch.Passed(key, 1);
        progress.Add(1);
    }

    // The application's statements come first: our chunk has rolled back, and its rows are free for a moment.
    private async Task GiveWayAsync(int failures, DbException e, CancellationToken cancel)
    {
        if (failures >= session.Settings.LockAttempts)
        {
            var blockers = await session.BlockersAsync(operation.Table, operation.Schema, cancel);
            throw Errors.RowsLocked(operation.Change, operation.Table, failures, blockers, e);
        }

        Telemetry.LockRetries.Add(1);
        var pause = TimeSpan.FromMilliseconds(Math.Min(50 * failures, 1000) * (0.75 + Random.Shared.NextDouble() / 2));
        session.Observer.Report(new LockRetry(
            $"backfill {operation.Table}", failures, session.Sql.RowLockTimeout, pause,
            await session.BlockersAsync(operation.Table, operation.Schema, cancel)));
        await worker.WaitsAsync("rows that other sessions keep locked", cancel);
        await Task.Delay(pause, cancel);
    }

    private async Task CheckLockAsync(CancellationToken cancel)
    {
        if (session.RequireLock is null || _sinceLockCheck.Elapsed < LockCheckInterval)
            return;
        await session.RequireLock(cancel);
        _sinceLockCheck.Restart();
    }

    private void Report() => session.Observer.Report(new BackfillProgress(
        operation.Change, operation.Table, progress.RowsDone, entry.RowsTotal, progress.RowsPerSecond,
        Progress.Remaining(progress.RowsDone, entry.RowsTotal, progress.OverallRate), Verifying: false)
    {
        OverallRate = progress.OverallRate,
    });
}
