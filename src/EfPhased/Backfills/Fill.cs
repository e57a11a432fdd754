using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// The loop over the chunks of one backfill.
/// </summary>
internal sealed class Fill(RunSession session, BackfillOperation operation, KeyRange range, BackfillEntry entry, Worker worker)
{
    private static readonly TimeSpan LockCheckInterval = TimeSpan.FromSeconds(10);

    private readonly ChunkSize _size = new(session.Settings.ChunkTime ?? session.Sql.ChunkTime);
    private readonly Progress _progress = new();
    private readonly Stopwatch _sinceLockCheck = Stopwatch.StartNew();
    private IReadOnlyList<string>? _after = entry.LastKey;
    private long _rowsDone = entry.RowsDone;
    private long _skipped;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (entry.EndKey is null)
            return;

        await using var cleaning = new Cleaning(session, operation, entry.RowsTotal);
        var failures = 0;
        while (_after is null || !_after.SequenceEqual(entry.EndKey))
        {
            await worker.ObeyAsync(cancel);
            await CheckLockAsync(cancel);
            var rows = _size.Rows;
            try
            {
                cleaning.Filled(await ChunkAsync(rows, cancel));
                failures = 0;
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
                    await SkipAsync(e, cancel);
                else
                    _size.Failed();
            }
        }

        await cleaning.FinishAsync();
    }

    /// <returns>How many rows were written.</returns>
    private async Task<int> ChunkAsync(int rows, CancellationToken cancel)
    {
        using var activity = Telemetry.StartChunk();
        var watch = Stopwatch.StartNew();
        var filled = 0;
        long passed = rows;
        var end = entry.EndKey!;
        await session.Connection.InTransactionAsync(session.Begin, async () =>
        {
            foreach (var statement in session.Sql.LockTimeout(session.Sql.RowLockTimeout, inTransaction: true))
                await session.Connection.ExecuteAsync(statement, cancel);

            var chunkEnd = await range.EndOfChunkAsync(_after, end, rows, cancel);
            end = chunkEnd ?? end;
            if (chunkEnd is null && !range.IsPlace)
                passed = await range.CountAsync(null, _after, end, cancel);
            filled = await range.FillAsync(operation.Values, _after, end, cancel);

            // What was filled lies further on now, and may be met again.
            if (range.IsPlace)
                passed = filled;
            await session.Backfills.AdvanceAsync(entry, end, passed, cancel);
        }, cancel);

        _after = end;
        _rowsDone += passed;
        _size.Succeeded(passed, watch.Elapsed);
        Telemetry.ChunkDuration.Record(watch.Elapsed.TotalSeconds);
        Telemetry.RowsFilled.Add(filled);
        activity?.SetTag("efphased.rows", filled);
        if (_progress.Add(passed))
            Report();
        await worker.PassedAsync(passed, _progress.RowsPerSecond, cancel);
        return filled;
    }

    // Somebody has decided that the others shall not wait for it; the comparison at the end still finds it.
    private async Task SkipAsync(DbException e, CancellationToken cancel)
    {
        if (await range.EndOfChunkAsync(_after, entry.EndKey, 1, cancel) is not { } key)
            return;
        if (++_skipped > session.Settings.MaxSkippedRows)
            throw Errors.RowNotFilled(operation.Change, operation.Table, range.Text(key), e);
        await session.Backfills.AdvanceAsync(entry, key, 1, cancel);
        await worker.SkippedAsync(cancel);
        Telemetry.RowsSkipped.Add(1);
        session.Observer.Report(new Notice($"The row {range.Text(key)} of '{operation.Table}' was left out: {e.Message.Split('\n')[0].TrimEnd()}"));
        _after = key;
        _rowsDone++;
    }

    // The application's statements come first: our chunk has rolled back, and its rows are free for a moment.
    private async Task GiveWayAsync(int failures, DbException e, CancellationToken cancel)
    {
        IReadOnlyList<(string, string?)> tables = [(operation.Table, operation.Schema)];
        if (failures >= session.Settings.LockAttempts)
        {
            var blockers = await session.Locks.BlockersAsync(session.Connection, tables, cancel);
            throw Errors.RowsLocked(operation.Change, operation.Table, failures, blockers, e);
        }

        Telemetry.LockRetries.Add(1);
        var pause = TimeSpan.FromMilliseconds(Math.Min(50 * failures, 1000) * (0.75 + Random.Shared.NextDouble() / 2));
        session.Observer.Report(new LockRetry(
            $"backfill {operation.Table}", failures, session.Sql.RowLockTimeout, pause,
            await session.Locks.BlockersAsync(session.Connection, tables, cancel)));
        await Task.Delay(pause, cancel);
    }

    private async Task CheckLockAsync(CancellationToken cancel)
    {
        if (_sinceLockCheck.Elapsed < LockCheckInterval)
            return;
        await session.Lock.RequireAsync(cancel);
        _sinceLockCheck.Restart();
    }

    private void Report() => session.Observer.Report(new BackfillProgress(
        operation.Change, operation.Table, _rowsDone, entry.RowsTotal, _progress.RowsPerSecond,
        Progress.Remaining(_rowsDone, entry.RowsTotal, worker.OverallRate), Verifying: false)
    {
        OverallRate = worker.OverallRate,
    });
}
