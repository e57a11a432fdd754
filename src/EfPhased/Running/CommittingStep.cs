using System.Data;
using System.Data.Common;
using EfPhased.Gates;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// A step on a server that commits every DDL statement by itself: it is announced first, and the catalog is asked after an
/// interruption.
/// </summary>
internal sealed class CommittingStep(RunSession session, string migrationId, Direction direction, DropGuard guard)
{
    public static readonly TimeSpan LeastForWork = TimeSpan.FromSeconds(2);

    /// <inheritdoc cref="TransactionalStep.RunAsync" />
    public async Task RunAsync(Step step, Step left, CancellationToken cancel)
    {
        await session.Journal.BeginAsync(migrationId, direction, step, cancel);
        var tables = left.Parts.SelectMany(p => OperationText.Tables(p.Operation)).Distinct().ToList();

        // The server asks for the lock a second time when the work is done, and all of it is lost when it is not free then.
        var guarded = left.Parts.Count > 0 && guard.Guards(step);
        var least = left.Parts.Any(p => Works(p.Operation)) ? LeastForWork : TimeSpan.Zero;
        try
        {
            foreach (var command in left.Parts.SelectMany(p => p.Commands))
            {
                // What asks to be on its own concerns none of the tables, and a session that locks tables may drop no other.
                var asks = guarded && !command.TransactionSuppressed;
                var text = command.CommandText;
                await session.Locks.RunAsync(
                    step.Description, session.Connection, tables,
                    async timeout => text = await ExecuteAsync(text, timeout < least ? least : timeout, tables, asks, cancel), cancel);
            }
        }
        finally
        {
            // A step may have switched session settings (foreign_key_checks) and failed before it switched them back.
            if (session.Connection.State == ConnectionState.Open)
                await session.ResetAsync();
        }

        await session.Journal.CompleteAsync(migrationId, direction, step, cancel);
    }

    /// <returns>The text that was run in the end: where the catalog alone is not enough, the next attempt need not find that out again.</returns>
    private async Task<string> ExecuteAsync(
        string text, TimeSpan timeout, IReadOnlyList<(string Table, string? Schema)> tables, bool asks, CancellationToken cancel)
    {
        var isLong = session.Sql.IsLong(text);
        foreach (var statement in session.Sql.LockTimeout(isLong && timeout < LeastForWork ? LeastForWork : timeout, inTransaction: false))
            await session.Connection.ExecuteAsync(statement, cancel);

        try
        {
            // A lock held around what works for long would keep everybody out.
            if (asks && isLong)
                await guard.RequireAsync(session.SecondConnection, isPrepared: false, cancel);
            await (asks && !isLong ? GuardedAsync(text, tables, cancel) : session.Connection.ExecuteAsync(text, cancel));
            return text;
        }
        catch (DbException e) when (session.Sql.Instead(text, e) is { } instead)
        {
            session.Observer.Report(new Notice($"'{tables[0].Table}' has no instant way for this. It is tried in place, while others read and write: {instead}"));
            return await ExecuteAsync(instead, timeout, tables, asks, cancel);
        }
    }

    // The session that holds the lock may read no other table, so another one asks; once before, so that what refuses makes nobody wait.
    private async Task GuardedAsync(string text, IReadOnlyList<(string Table, string? Schema)> tables, CancellationToken cancel)
    {
        await guard.RequireAsync(session.SecondConnection, isPrepared: false, cancel);
        foreach (var statement in session.Sql.LockTables(tables))
            await session.Connection.ExecuteAsync(statement, cancel);
        try
        {
            await guard.RequireAsync(session.SecondConnection, isPrepared: false, cancel);
            await session.Connection.ExecuteAsync(text, cancel);
        }
        finally
        {
            if (session.Connection.State == ConnectionState.Open)
                await session.Connection.ExecuteAsync(session.Sql.UnlockTables, CancellationToken.None);
        }
    }

    /// <summary>True for operations that read or copy rows, and so hold their lock only at the beginning and the end.</summary>
    public static bool Works(MigrationOperation operation)
        => operation is CreateIndexOperation or AlterColumnOperation or AddForeignKeyOperation or AddUniqueConstraintOperation or AddPrimaryKeyOperation
            or ReplacePrimaryKeyOperation;
}
