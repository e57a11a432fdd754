using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// Runs an operation that is no step of a migration, with the same patience for locks: what it does can be seen in the catalog.
/// </summary>
internal sealed class Unjournaled(RunSession session)
{
    public async Task RunAsync(string description, MigrationOperation operation, CancellationToken cancel)
    {
        foreach (var command in session.Services.Commands(operation))
        {
            var alone = command.TransactionSuppressed;
            await session.Locks.RunAsync(description, session.Connection, OperationText.Tables(operation), async timeout =>
            {
                var patience = alone ? Dialects.RunnerSql.PatientLockTimeout : timeout;
                if (session.Services.Dialect.HasTransactionalDdl && !alone)
                    await session.Connection.InTransactionAsync(session.Sql.Begin, () => ExecuteAsync(patience, command.CommandText, true, cancel), cancel);
                else
                    await ExecuteAsync(patience, command.CommandText, false, cancel);
            }, cancel);
        }
    }

    private async Task ExecuteAsync(TimeSpan timeout, string sql, bool inTransaction, CancellationToken cancel)
    {
        foreach (var statement in session.Sql.LockTimeout(timeout, inTransaction))
            await session.Connection.ExecuteAsync(statement, cancel);
        await session.Connection.ExecuteAsync(sql, cancel);
    }
}
