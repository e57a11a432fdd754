using System.Data.Common;
using System.Diagnostics;
using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// Counts the rows that a backfill should have filled and did not. Reads only, in chunks, each a statement of its own.
/// </summary>
internal sealed class Verification(DbConnection connection, RunnerSql sql, IRunObserver observer)
{
    private const int ChunkRows = 20_000;
    private const int KeysShown = 10;

    public async Task<RowsDiffering> RunAsync(string change, RowAgreement agreement, long? total, CancellationToken cancel)
    {
        using var activity = Telemetry.Activities.StartActivity("verify");
        activity?.SetTag("efphased.table", agreement.Table);
        var condition = sql.Writer.AnyNeedsFilling(agreement.Values);
        var range = await KeyRange.OpenAsync(connection, sql, agreement.Table, agreement.Schema, agreement.Key, cancel);
        var progress = new Progress();
        var keys = new List<string>();
        long differing = 0;
        long passed = 0;
        IReadOnlyList<string>? after = null;
        while (true)
        {
            var end = await range.EndOfChunkAsync(after, null, ChunkRows, cancel);
            var found = await range.CountAsync(condition, after, end, cancel);
            if (found > 0 && keys.Count < KeysShown)
                keys.AddRange(await range.KeysAsync(condition, after, end, KeysShown - keys.Count, cancel));
            differing += found;
            if (end is null)
                return new RowsDiffering(differing, keys);

            after = end;
            passed += ChunkRows;
            if (progress.Add(ChunkRows))
            {
                observer.Report(new BackfillProgress(
                    change, agreement.Table, passed, total, progress.RowsPerSecond, progress.Remaining(passed, total), Verifying: true));
            }
        }
    }
}

/// <param name="Count">How many rows differ.</param>
/// <param name="Keys">The first of them.</param>
internal sealed record RowsDiffering(long Count, IReadOnlyList<string> Keys);
