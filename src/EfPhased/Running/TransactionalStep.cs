using EfPhased.Gates;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// A step on a server whose DDL is transactional: it commits together with its journal entry. Only what must run outside a
/// transaction is announced before.
/// </summary>
internal sealed class TransactionalStep(RunSession session, StepProbe probe, string migrationId, Direction direction, DropGuard guard)
{
    /// <param name="step">The step as the journal knows it.</param>
    /// <param name="left">What of it is not done yet.</param>
    /// <param name="begun">True when an earlier run has begun it.</param>
    /// <param name="cancel">Stops between two statements.</param>
    public async Task RunAsync(Step step, Step left, bool begun, CancellationToken cancel)
    {
        if (left.IsTransactional)
        {
            await CommitAsync(step, left.Parts, left.Parts.SelectMany(p => p.Commands), cancel);
            return;
        }

        // Before anything is announced: an invalid index of somebody else's stops the run.
        if (TagOf(left.Operation) is { } tag)
            await tag.IsLeftAsync(begun, cancel);
        await session.Journal.BeginAsync(migrationId, direction, step, cancel);
        var commands = left.Parts.SelectMany(p => p.Commands).ToList();
        foreach (var command in commands.Where(c => c.TransactionSuppressed))
            await AloneAsync(left, command, cancel);
        await CommitAsync(step, left.Parts, commands.Where(c => !c.TransactionSuppressed), cancel);
    }

    private async Task CommitAsync(Step step, IReadOnlyList<StepPart> parts, IEnumerable<MigrationCommand> commands, CancellationToken cancel)
    {
        var texts = commands.Select(c => c.CommandText).ToList();
        var tables = parts.SelectMany(p => OperationText.Tables(p.Operation)).Distinct().ToList();
        var patient = parts.All(p => p.Operation is ValidateConstraintOperation);
        var guarded = parts.Count > 0 && guard.Guards(step);
        await session.Locks.RunAsync(step.Description, session.Connection, tables, timeout =>
            session.Connection.InTransactionAsync(session.Begin, async () =>
            {
                if (texts.Count > 0)
                    await LimitAsync(patient ? Dialects.RunnerSql.PatientLockTimeout : timeout, patient || texts.Count == 0 ? [] : tables, cancel);
                if (guarded)
                    await GuardAsync(tables, cancel);
                if (TagOf(step.Operation) is { } tag)
                    await tag.RemoveAsync(cancel);
                foreach (var text in texts)
                    await session.Connection.ExecuteAsync(text, cancel);
                await session.Journal.CompleteAsync(migrationId, direction, step, cancel);
            }, cancel), cancel, patient);
    }

    // Everybody waits for us under the lock, so the questions have a limit of their own there, and have been asked once before: what
    // refuses then makes nobody wait.
    private async Task GuardAsync(IReadOnlyList<(string Table, string? Schema)> tables, CancellationToken cancel)
    {
        // A pooler gives the session to others afterwards, with what was prepared in it.
        var isPrepared = !session.Services.IsPooled;
        await guard.RequireAsync(session.Connection, isPrepared, cancel);
        foreach (var statement in session.Sql.LockTables(tables))
            await session.Connection.ExecuteAsync(statement, cancel);
        foreach (var statement in session.Sql.LimitGuard)
            await session.Connection.ExecuteAsync(statement, cancel);
        await guard.RequireAsync(session.Connection, isPrepared, cancel);
    }

    private async Task LimitAsync(TimeSpan timeout, IReadOnlyList<(string Table, string? Schema)> tables, CancellationToken cancel)
    {
        await SetAsync(Dialects.RunnerSql.PatientLockTimeout);
        foreach (var (table, schema) in tables)
        {
            if (session.Sql.WaitQuietly(table, schema) is { } wait)
                await session.Connection.ExecuteAsync(wait, cancel);
        }

        await SetAsync(timeout);

        async Task SetAsync(TimeSpan limit)
        {
            foreach (var statement in session.Sql.LockTimeout(limit, inTransaction: true))
                await session.Connection.ExecuteAsync(statement, cancel);
        }
    }

    private async Task AloneAsync(Step step, MigrationCommand command, CancellationToken cancel)
    {
        var alone = new SingleStatement(session);
        var tables = OperationText.Tables(step.Operation);
        if (TagOf(step.Operation) is not { } tag)
        {
            await alone.AloneAsync(step.Description, tables, command.CommandText, cancel);
            return;
        }

        await await WatchedWork.RunAsync(
            () => alone.AloneAsync(step.Description, tables, command.CommandText, cancel, () => IsBuiltAsync(BuiltIndex.Of(step.Operation)!, tag, cancel)),
            tag.WatchAsync);
    }

    /// <summary>Removes what our own interrupted build left; true when the index is there and valid.</summary>
    private async Task<bool> IsBuiltAsync(BuiltIndex index, IndexTag tag, CancellationToken cancel)
    {
        if (await tag.IsLeftAsync(begun: true, cancel))
        {
            session.Observer.Report(new Notice($"The interrupted build of index '{index.Name}' left it invalid: it is dropped and built again."));
            await session.Connection.ExecuteAsync($"DROP INDEX CONCURRENTLY IF EXISTS {session.Sql.Writer.Table(index.Name, index.Schema)}", cancel);
        }

        tag.Begin();
        return await probe.IndexIsValidAsync(index.Table, index.Schema, index.Name, cancel) == true;
    }

    private IndexTag? TagOf(MigrationOperation operation)
        => session.Sql.Catalog.LeavesInvalidIndexes && BuiltIndex.Of(operation) is { } index ? new IndexTag(session, index, migrationId) : null;
}
