using System.Data;
using System.Data.Common;
using System.Diagnostics;
using EfPhased.Backfills;
using EfPhased.Dialects;
using EfPhased.Gates;
using EfPhased.Journals;
using EfPhased.Operations;
using EfPhased.Running.Partitions;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// Runs one step: once, whatever interrupts it.
/// </summary>
/// <param name="session">The run.</param>
/// <param name="entry">The migration that the step belongs to.</param>
/// <param name="direction">Up or down.</param>
/// <param name="total">How many steps the migration has.</param>
/// <param name="partitioned">The tables among the steps' that have partitions.</param>
internal sealed class StepRunner(RunSession session, MigrationEntry entry, Direction direction, int total, PartitionedTables partitioned)
{
    private readonly StepProbe _probe = new(session.Connection, session.Sql);
    private readonly DropGuard _guard = new(session, entry, direction);

    /// <param name="step">The step.</param>
    /// <param name="known">What the journal knows of it; null when it has never begun.</param>
    /// <param name="mayBeDone">True when the catalog has to be asked even though the journal does not know the step.</param>
    /// <param name="cancel">Stops between two statements.</param>
    public async Task RunAsync(Step step, JournalEntry? known, bool mayBeDone, CancellationToken cancel)
    {
        if (known is { IsDone: true })
        {
            if (known.Hash != step.Hash)
                session.Observer.Report(new Notice($"Step {step.Number} of '{entry.Id}' ({step.Description}) was edited after it had run."));
            session.Observer.Report(new StepAlreadyDone(entry.Id, step.Number, total, step.Description));
            return;
        }

        await session.Lock.RequireAsync(cancel);
        session.Observer.Report(new StepStarted(entry.Id, step.Number, total, step.Description));
        using var activity = Telemetry.Activities.StartActivity("step");
        activity?.SetTag("efphased.migration", entry.Id).SetTag("efphased.step", step.Description);
        var watch = Stopwatch.StartNew();
        try
        {
            await DispatchAsync(step, known is not null, mayBeDone, cancel);
        }
        catch (Exception e) when (e is DbException or PhasedException)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.Message);
            if (session.Connection.State == ConnectionState.Open)
                await session.Journal.FailAsync(entry.Id, direction, step, e);
            if (e is not DbException error)
                throw;
            throw session.Sql.Classify(error) switch
            {
                ServerFault.MissingRights => Errors.MissingRights(error),
                ServerFault.NotOnline => Errors.NotOnline(entry.Id, step.Number, step.Description, error),
                _ => Errors.StepFailed(entry.Id, step.Number, step.Description, error),
            };
        }

        Telemetry.Steps.Add(1);
        session.Observer.Report(new StepDone(entry.Id, step.Number, total, step.Description, watch.Elapsed));
    }

    private async Task DispatchAsync(Step step, bool begun, bool mayBeDone, CancellationToken cancel)
    {
        switch (step.Operation)
        {
            case BackfillOperation backfill:
                await BackfillAsync(step, backfill, cancel);
                break;

            case GateOperation gate:
                await Gate.RequireOpenAsync(session, entry, gate, cancel);
                await session.Journal.CompleteAsync(entry.Id, direction, step, cancel);
                break;

            case CheckRowsOperation check:
                await CheckRowsAsync(check, cancel);
                await session.Journal.CompleteAsync(entry.Id, direction, step, cancel);
                break;

            case var dropped when PartitionedIndexSpec.Dropped(dropped) is { } gone && partitioned.Has(gone.Table, gone.Schema):
                await new PartitionedIndex(session, _probe, step, entry.Id).DropDetachedAsync(gone.Name, gone.Table, gone.Schema, cancel);
                goto default;

            case var built when PartitionedIndexSpec.Of(built) is { } index && partitioned.Has(index.Table, index.Schema):
                await session.Journal.BeginAsync(entry.Id, direction, step, cancel);
                await new PartitionedIndex(session, _probe, step, entry.Id).BuildAsync(index, cancel);
                await session.Journal.CompleteAsync(entry.Id, direction, step, cancel);
                break;

            default:
                var left = partitioned.WithoutConcurrently(session.Services, begun || mayBeDone ? await NotDoneAsync(step, cancel) : step);
                if (session.Services.Dialect.HasTransactionalDdl || left.Parts.All(p => p.Operation.IsRows()))
                    await new TransactionalStep(session, _probe, entry.Id, direction, _guard).RunAsync(step, left, begun, cancel);
                else
                    await new CommittingStep(session, entry.Id, direction, _guard).RunAsync(step, left, cancel);
                break;
        }
    }

    private async Task BackfillAsync(Step step, BackfillOperation operation, CancellationToken cancel)
    {
        if (session.Settings.MaxUnwatchedRows is { } most
            && await session.Connection.CountAsync(session.Sql.Catalog.CountUpTo(operation.Table, operation.Schema, most + 1), cancel) > most)
            throw Errors.TooManyRows(operation.Change, operation.Table, most);

        await session.Journal.BeginAsync(entry.Id, direction, step, cancel);
        await new BackfillRunner(session).RunAsync(entry.Id, step, operation, cancel);
        await session.Journal.CompleteAsync(entry.Id, direction, step, cancel);
    }

    private async Task CheckRowsAsync(CheckRowsOperation operation, CancellationToken cancel)
    {
        var rows = await session.Connection.RowsAsync(session.Sql.Writer.OffendingRows(operation), cancel);
        if (rows is [[{ } count, var keys]] && count != "0")
            throw Errors.OffendingRows(operation, count, keys ?? "");
    }

    private async Task<Step> NotDoneAsync(Step step, CancellationToken cancel)
    {
        var parts = new List<StepPart>();
        foreach (var part in step.Parts)
        {
            if (await _probe.IsDoneAsync(part.Operation, cancel) != true)
                parts.Add(await _probe.LeftAsync(part, cancel));
        }

        return step with { Parts = parts };
    }
}
