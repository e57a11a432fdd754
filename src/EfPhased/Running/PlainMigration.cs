using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Running;

/// <summary>
/// Runs a migration that is none of ours as EF Core does: as a whole with its history row, in one transaction as far as its
/// commands allow one. Only its waits for locks are short and repeated.
/// </summary>
internal sealed class PlainMigration(RunSession session)
{
    public async Task RunAsync(MigrationEntry entry, IReadOnlyList<MigrationCommand> commands, Direction direction, CancellationToken cancel)
    {
        var history = session.Services.HistoryStatement(entry, direction);
        if (session.Services.Dialect.HasTransactionalDdl && !commands.Any(c => c.TransactionSuppressed))
        {
            await TogetherAsync(entry, [.. commands.Select(c => c.CommandText), history], cancel);
            return;
        }

        foreach (var command in commands)
            await AloneAsync(entry, command.CommandText, cancel);
        await AloneAsync(entry, history, cancel);
    }

    private Task TogetherAsync(MigrationEntry entry, IReadOnlyList<string> texts, CancellationToken cancel)
        => session.Locks.RunAsync(entry.Id, session.Connection, [], timeout =>
            session.Connection.InTransactionAsync(session.Begin, async () =>
            {
                await LimitAsync(timeout, inTransaction: true, cancel);
                foreach (var text in texts)
                    await session.Connection.ExecuteAsync(text, cancel);
            }, cancel), cancel);

    private Task AloneAsync(MigrationEntry entry, string text, CancellationToken cancel)
        => session.Locks.RunAsync(entry.Id, session.Connection, [], async timeout =>
        {
            await LimitAsync(timeout, inTransaction: false, cancel);
            await session.Connection.ExecuteAsync(text, cancel);
        }, cancel);

    private async Task LimitAsync(TimeSpan timeout, bool inTransaction, CancellationToken cancel)
    {
        foreach (var statement in session.Sql.LockTimeout(timeout, inTransaction))
            await session.Connection.ExecuteAsync(statement, cancel);
    }
}
