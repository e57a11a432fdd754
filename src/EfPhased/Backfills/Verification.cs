using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// Counts the rows that a backfill should have filled and did not. Reads only, in chunks, each a statement with a snapshot of its own. Where
/// rows are visited by where they lie, those written meanwhile are looked at once more, all in one statement: one that moves between two
/// chunks might be met by neither.
/// </summary>
/// <param name="connection">The session that reads.</param>
/// <param name="sql">The server's SQL.</param>
/// <param name="observer">Is told how far it has come.</param>
/// <param name="journal">Where it remembers that; null where nothing may be written.</param>
internal sealed class Verification(DbConnection connection, RunnerSql sql, IRunObserver observer, VerificationJournal? journal = null)
{
    private const int KeysShown = 10;
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromSeconds(2);

    public int ChunkRows { get; init; } = 20_000;

    /// <summary>Waits where that has to stand still.</summary>
    public Func<Task>? BeforeChunk { get; init; }

    /// <summary>Is told how many rows were looked at, now and then and at the end.</summary>
    public Func<long, Task>? OnProgress { get; init; }

    public async Task<RowsDiffering> RunAsync(string change, RowAgreement agreement, long? total, CancellationToken cancel)
    {
        using var activity = Telemetry.Activities.StartActivity("verify");
        activity?.SetTag("efphased.table", agreement.Table);
        var condition = sql.Writer.AnyNeedsFilling(agreement.Values);
        var range = await KeyRange.OpenAsync(connection, sql, agreement.Table, agreement.Schema, agreement.Key, cancel);
        var progress = new Progress();
        var sinceNote = Stopwatch.StartNew();
        var keys = new List<string>();
        long differing = 0;
        long passed = 0;
        var known = journal is null ? null : await journal.FindAsync(change, agreement, cancel);
        IReadOnlyList<string>? after = known?.Take(agreement.Key.Count).ToList();
        IReadOnlyList<string> mark = known?.Skip(agreement.Key.Count).ToList() ?? await range.MarkAsync(cancel);
        var last = range.IsPlace ? await range.LastKeyAsync(cancel) : null;
        if (after is null && journal is not null)
            await journal.ForgetAsync(change, agreement, cancel);
        if (after is not null)
            observer.Report(new Notice($"The comparison of '{agreement.Table}' goes on after {range.Text(after)}, where an earlier run was interrupted."));
        while (true)
        {
            if (BeforeChunk is not null)
                await BeforeChunk();

            var end = await range.EndOfChunkAsync(after, last, ChunkRows, cancel);
            var found = await range.CountAsync(condition, after, end, cancel);
            if (found > 0 && keys.Count < KeysShown)
                keys.AddRange(await range.KeysAsync(condition, after, end, KeysShown - keys.Count, cancel));
            differing += found;
            if (found > 0 && found == differing)
                await ForgetAsync();
            if (end is null)
            {
                if (OnProgress is not null)
                    await OnProgress(passed + await range.CountAsync(null, after, null, cancel));
                var result = range.IsPlace && (differing > 0 || !await range.NoneMovedAsync(condition, mark, cancel))
                    ? await AtOnceAsync()
                    : new RowsDiffering(differing, keys);
                await ForgetAsync();
                return result;
            }

            // By where they lie, a chunk may have fewer.
            var rows = range.IsPlace ? await range.CountAsync(null, after, end, cancel) : ChunkRows;
            after = end;
            passed += rows;
            if (journal is not null && differing == 0 && (passed == rows || sinceNote.Elapsed > BetweenNotes))
            {
                await journal.AdvanceAsync(change, agreement, [.. after, .. mark], cancel);
                sinceNote.Restart();
            }

            if (progress.Add(rows))
            {
                if (OnProgress is not null)
                    await OnProgress(passed);
                observer.Report(new BackfillProgress(
                    change, agreement.Table, passed, total, progress.RowsPerSecond, progress.Remaining(passed, total), Verifying: true));
            }
        }

        // Of rows that move, only one statement knows the number.
        async Task<RowsDiffering> AtOnceAsync()
            => new(await range.CountAsync(condition, null, null, cancel), await range.KeysAsync(condition, null, null, KeysShown, cancel));

        // A difference that is corrected must be looked for from the beginning.
        async Task ForgetAsync()
        {
            if (journal is not null)
                await journal.ForgetAsync(change, agreement, cancel);
        }
    }
}

/// <param name="Count">How many rows differ.</param>
/// <param name="Keys">The first of them.</param>
internal sealed record RowsDiffering(long Count, IReadOnlyList<string> Keys);
