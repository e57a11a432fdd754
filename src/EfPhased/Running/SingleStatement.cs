using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// Runs statements one by one, each with its lock timeout and as often as it takes. No journal knows them: what they do can be seen in
/// the catalog.
/// </summary>
internal sealed class SingleStatement(RunSession session)
{
    /// <summary>Runs the statements of an operation that is no step of a migration.</summary>
    public async Task RunAsync(string description, MigrationOperation operation, CancellationToken cancel)
    {
        var tables = OperationText.Tables(operation);
        foreach (var command in session.Services.Commands(operation))
        {
            await (command.TransactionSuppressed && session.Services.Dialect.HasTransactionalDdl
                ? AloneAsync(description, tables, command.CommandText, cancel)
                : BrieflyAsync(description, tables, command.CommandText, cancel));
        }
    }

    /// <summary>Runs what changes the catalog alone, but under a lock that others queue behind.</summary>
    public Task BrieflyAsync(string description, IReadOnlyList<(string Table, string? Schema)> tables, string sql, CancellationToken cancel)
        => session.Locks.RunAsync(
            description, session.Connection, tables,
            timeout => session.Services.Dialect.HasTransactionalDdl
                ? session.Connection.InTransactionAsync(session.Begin, () => ExecuteAsync(timeout, inTransaction: true, sql, cancel), cancel)
                : ExecuteAsync(timeout, inTransaction: false, sql, cancel),
            cancel);

    /// <summary>Runs what works beside everybody else, outside a transaction. Nobody queues behind it, and a build that times out was for nothing.</summary>
    /// <param name="description">What it is, for people.</param>
    /// <param name="tables">The tables that it locks.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="cancel">Stops between two attempts.</param>
    /// <param name="isDone">Asked before each attempt; nothing is run when it says yes.</param>
    public Task AloneAsync(
        string description, IReadOnlyList<(string Table, string? Schema)> tables, string sql, CancellationToken cancel, Func<Task<bool>>? isDone = null)
        => session.Locks.RunAsync(
            description, session.Connection, tables,
            async _ =>
            {
                // Behind a pooler a setting outside a transaction would be somebody else's.
                if (!session.Services.IsPooled)
                    await LimitAsync(RunnerSql.PatientLockTimeout, inTransaction: false, cancel);
                if (isDone is null || !await isDone())
                    await new StepProgressWatch(session).DuringAsync(description, () => session.Connection.ExecuteAsync(sql, cancel));
            },
            cancel, patient: true);

    private async Task ExecuteAsync(TimeSpan timeout, bool inTransaction, string sql, CancellationToken cancel)
    {
        await LimitAsync(timeout, inTransaction, cancel);
        await session.Connection.ExecuteAsync(sql, cancel);
    }

    private async Task LimitAsync(TimeSpan timeout, bool inTransaction, CancellationToken cancel)
    {
        foreach (var statement in session.Sql.LockTimeout(timeout, inTransaction))
            await session.Connection.ExecuteAsync(statement, cancel);
    }
}
