using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// Counts the rows that a backfill should have filled and did not. Reads only, in chunks, each a statement with a snapshot of its own.
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
        var after = journal is null ? null : await journal.FindAsync(change, agreement, cancel);
        if (after is null && journal is not null)
            await journal.ForgetAsync(change, agreement, cancel);
        if (after is not null)
            observer.Report(new Notice($"The comparison of '{agreement.Table}' goes on after {range.Text(after)}, where an earlier run was interrupted."));
        while (true)
        {
            if (BeforeChunk is not null)
                await BeforeChunk();

            // A row that moves between two statements might be seen by neither.
            var end = range.IsPlace ? null : await range.EndOfChunkAsync(after, null, ChunkRows, cancel);
            var found = await range.CountAsync(condition, after, end, cancel);
            if (found > 0 && keys.Count < KeysShown)
                keys.AddRange(await range.KeysAsync(condition, after, end, KeysShown - keys.Count, cancel));
            differing += found;
            if (end is null || (found > 0 && found == differing))
                await ForgetAsync();
            if (end is null)
            {
                if (OnProgress is not null)
                    await OnProgress(passed + await range.CountAsync(null, after, null, cancel));
                return new RowsDiffering(differing, keys);
            }

            after = end;
            passed += ChunkRows;
            if (journal is not null && differing == 0 && (passed == ChunkRows || sinceNote.Elapsed > BetweenNotes))
            {
                await journal.AdvanceAsync(change, agreement, after, cancel);
                sinceNote.Restart();
            }

            if (progress.Add(ChunkRows))
            {
                if (OnProgress is not null)
                    await OnProgress(passed);
                observer.Report(new BackfillProgress(
                    change, agreement.Table, passed, total, progress.RowsPerSecond, progress.Remaining(passed, total), Verifying: true));
            }
        }

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
