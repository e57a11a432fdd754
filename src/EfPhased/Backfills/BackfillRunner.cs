using System.Data.Common;
using System.Diagnostics;
using EfPhased.Backfills.Shared;
using EfPhased.Backfills.Throttling;
using EfPhased.Dialects;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Backfills;

/// <summary>
/// Fills the rows of a table in short transactions along a key. The cursor commits with the rows, so an interrupted backfill goes
/// on where it was, and nothing is done twice.
/// </summary>
internal sealed class BackfillRunner(RunSession session)
{
    // Each meets nearly all that the one before has missed.
    private const int MostPasses = 5;

    private readonly DbConnection _connection = session.Connection;
    private readonly RunnerSql _sql = session.Sql;
    private readonly BackfillJournal _journal = session.Backfills;
    private readonly VerificationJournal _comparisons = new(session.Connection, session.Sql);

    /// <summary>Fills and verifies, or goes on with it.</summary>
    /// <exception cref="PhasedException">EFP2006, EFP2007, EFP2013, EFP2015, EFP2019 or EFP2022.</exception>
    public async Task RunAsync(string migrationId, Step step, BackfillOperation operation, CancellationToken cancel)
    {
        using var activity = Telemetry.Activities.StartActivity("backfill");
        activity?.SetTag("efphased.change", operation.Change).SetTag("efphased.table", operation.Table);
        await CollectStatisticsAsync(operation, cancel);
        var range = await KeyRange.OpenAsync(_connection, _sql, operation.Table, operation.Schema, operation.Key, cancel);
        for (var pass = 1; ; pass++)
        {
            var entry = await BeginOrResumeAsync(migrationId, step, operation, range, cancel);
            if (entry.State is not (BackfillState.Filled or BackfillState.Verified))
            {
                await FillAsync(entry, operation, range, cancel);
                await RenewStatisticsAsync(operation, cancel);
                await _journal.SetStateAsync(entry, BackfillState.Filled, cancel);
            }

            var differing = await CompareAsync(entry, operation, cancel);
            if (differing.Count == 0)
                return;
            if (!range.IsPlace || pass == MostPasses)
                throw Errors.RowsDiffer(operation, differing.Count, differing.Keys);
            session.Observer.Report(new Notice(FormattableString.Invariant(
                $"{differing.Count:N0} rows of '{operation.Table}', which has no key, were not met: writers may have moved them meanwhile. They are looked for again.")));
        }
    }

    /// <summary>Counts what differs, and remembers it.</summary>
    /// <exception cref="PhasedException">EFP2007: rows differ.</exception>
    public async Task VerifyAsync(BackfillEntry entry, BackfillOperation operation, CancellationToken cancel)
    {
        await TakeCancelBackAsync(entry, cancel);
        var differing = await CompareAsync(entry, operation, cancel);
        if (differing.Count > 0)
            throw Errors.RowsDiffer(operation, differing.Count, differing.Keys);
    }

    private async Task FillAsync(BackfillEntry begun, BackfillOperation operation, KeyRange range, CancellationToken cancel)
    {
        // From here on nobody claims a range unless this run lets them; what was claimed before is ended first.
        await _journal.ShareAsync(begun, session.Settings.Workers is not null, cancel);
        await new WorkerJournal(_connection, _sql, session.Settings).ForgetRunAsync(begun, cancel);
        var ranges = new RangeJournal(_connection, _sql, begun, WorkerJournal.Run);
        var entry = (await _journal.FindAsync(begun.MigrationId, begun.Step, cancel))!;
        entry = entry with { RowsDone = entry.RowsDone + await ranges.RowsDoneAsync(cancel) };
        var own = FillSession.Of(session);
        if (session.Settings.Workers is not null || await ranges.AnyAsync(cancel))
        {
            await _journal.ShareAsync(entry, isShared: true, cancel);
            await new SharedFill(own, operation, entry, WorkerJournal.OfRun).RunAsync(session.Settings.Workers ?? 1, cancel);
            return;
        }

        await using var throttle = await Throttle.StartAsync(own, cancel);
        await using Cleaning cleaning = new(own, operation, entry.RowsTotal);
        await new Fill(own, operation, range, entry, new Worker(own, entry, throttle), new FillProgress(entry.RowsDone), cleaning)
            .RunAsync(new WholeStretch(_journal, entry), cancel);
        await cleaning.FinishAsync();
    }

    private async Task<RowsDiffering> CompareAsync(BackfillEntry entry, BackfillOperation operation, CancellationToken cancel)
    {
        var own = FillSession.Of(session);
        await using var throttle = await Throttle.StartAsync(own, cancel);
        var worker = new Worker(own, entry, throttle);
        Stopwatch sinceRest = new();
        var differing = await new Verification(_connection, _sql, session.Observer, _comparisons)
        {
            BeforeChunk = async () =>
            {
                await worker.RestAsync(sinceRest.Elapsed, cancel);
                await worker.ObeyAsync(cancel);
                sinceRest.Restart();
            },
            OnProgress = rows => worker.ComparedAsync(rows, cancel),
        }.RunAsync(operation.Change, Agreement(operation), entry.RowsTotal, cancel);
        await _journal.VerifiedAsync(entry, differing.Count, cancel);
        return differing;
    }

    private static RowAgreement Agreement(BackfillOperation operation) => new(operation.Table, operation.Key, operation.Values, operation.Schema);

    // Rows that were found to differ are filled again, from the first one; a comparison that was interrupted before it found any goes on.
    // The triggers have committed, so every writer that did not see them has ended: rows above today's highest key come through them.
    private async Task<BackfillEntry> BeginOrResumeAsync(
        string migrationId, Step step, BackfillOperation operation, KeyRange range, CancellationToken cancel)
    {
        var entry = await _journal.FindAsync(migrationId, step.Number, cancel);
        if (entry is not null && entry.Hash == step.Hash
            && (entry.State is not BackfillState.Filled || await _comparisons.FindAsync(operation.Change, Agreement(operation), cancel) is not null))
        {
            await TakeCancelBackAsync(entry, cancel);
            return entry;
        }

        var total = await _connection.ScalarAsync(_sql.Catalog.EstimatedRows(operation.Table, operation.Schema), cancel);
        if (entry is not null)
            await new RangeJournal(_connection, _sql, entry, WorkerJournal.Run).ForgetAsync(cancel);
        await _comparisons.ForgetAsync(operation.Change, Agreement(operation), cancel);
        await _journal.BeginAsync(
            migrationId, step, operation.Change, operation.Table, await range.LastKeyAsync(cancel),
            total is null ? null : Convert.ToInt64(total, System.Globalization.CultureInfo.InvariantCulture), cancel);
        return (await _journal.FindAsync(migrationId, step.Number, cancel))!;
    }

    // Whoever starts it again does not want it ended any more. A pause stays: it may be meant for this run.
    private async Task TakeCancelBackAsync(BackfillEntry entry, CancellationToken cancel)
    {
        if (await _journal.DesiredAsync(entry, cancel) == BackfillCommand.Cancel)
            await _journal.AskAsync(entry, BackfillCommand.Resume, cancel);
    }

    // The new version asks for the new columns as soon as it is there. Without statistics of them the server may choose a plan that reads
    // the whole table each time, until it looks at the table by itself, which may take a minute, or days.
    private async Task RenewStatisticsAsync(BackfillOperation operation, CancellationToken cancel)
    {
        foreach (var (table, schema) in operation.FilledTables)
            await AnalyzeAsync(table, schema, cancel);
    }

    private async Task AnalyzeAsync(string table, string? schema, CancellationToken cancel)
    {
        if (_sql.Catalog.Analyze(table, schema) is { } analyze)
            await new SingleStatement(session).AloneAsync($"statistics of {table}", [(table, schema)], analyze, cancel);
    }

    private async Task CollectStatisticsAsync(BackfillOperation operation, CancellationToken cancel)
    {
        if (await _connection.ScalarAsync(_sql.Catalog.EstimatedRows(operation.Table, operation.Schema), cancel) is null)
            await AnalyzeAsync(operation.Table, operation.Schema, cancel);
    }
}
