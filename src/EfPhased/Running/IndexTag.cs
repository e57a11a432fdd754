using System.Data.Common;
using System.Text.Json;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// An index that is built beside everybody else is invalid until it is done, and stays so when the build is interrupted. It bears a
/// comment of ours meanwhile, by which any later run knows it.
/// </summary>
internal sealed class IndexTag(RunSession session, BuiltIndex index, string migrationId)
{
    /// <summary>How every such comment begins.</summary>
    public const string Prefix = "efphased: being built by ";

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMilliseconds(500);

    private volatile bool _building;

    /// <summary>
    /// Looks whether an invalid index of the name is there, and is ours: by its tag; or, where the build was interrupted before it bore
    /// one, because the journal has begun it and it is the very index.
    /// </summary>
    /// <returns>True for an invalid index of ours.</returns>
    /// <exception cref="PhasedException">EFP2008: it is somebody else's.</exception>
    public async Task<bool> IsLeftAsync(bool begun, CancellationToken cancel)
    {
        if (await FindAsync(session.Connection, cancel) is not [var comment, var unique, var columns])
            return false;
        var isOurs = comment is null
            ? begun && index.IsUnique == (unique == "true") && index.Columns.SequenceEqual(JsonSerializer.Deserialize<List<string>>(columns!)!)
            : comment.StartsWith(Prefix, StringComparison.Ordinal);
        if (!isOurs)
            throw Errors.InvalidIndex(index.Name, index.Table);
        return true;
    }

    /// <summary>From now on an invalid index of the name is the one that is being built.</summary>
    public void Begin() => _building = true;

    /// <summary>Tags the index as soon as it is there, until it is stopped.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            for (var pause = FirstLook; ; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
            {
                await Task.Delay(pause, stop);
                if (_building)
                    await session.Side.AskAsync(side => TagAsync(side, stop), stop);
                else
                    pause = FirstLook;
            }
        }
        catch (OperationCanceledException)
        {
            // The build has ended.
        }
        catch (DbException e)
        {
            session.Observer.Report(new Notice($"The index '{index.Name}' bears no tag while it is built, the journal knows it: {e.Message}"));
        }
    }

    /// <summary>Takes the tag off an index that is done. In the transaction that journals it.</summary>
    public async Task RemoveAsync(CancellationToken cancel)
    {
        if (await session.Connection.ScalarAsync(session.Sql.Catalog.IndexComment(index.Table, index.Schema, index.Name), cancel) is not string comment
            || !comment.StartsWith(Prefix, StringComparison.Ordinal))
            return;
        foreach (var statement in session.Sql.LockTimeout(RunnerSql.PatientLockTimeout, inTransaction: true))
            await session.Connection.ExecuteAsync(statement, cancel);
        await session.Connection.ExecuteAsync(session.Sql.Catalog.CommentOnIndex(index.Schema, index.Name, null), cancel);
    }

    private async Task<bool> TagAsync(DbConnection side, CancellationToken stop)
    {
        if (await FindAsync(side, stop) is not [null, ..])
            return false;
        try
        {
            await side.InTransactionAsync(session.Services.Begin, async () =>
            {
                foreach (var statement in session.Sql.LockTimeout(LockTimeout, inTransaction: true))
                    await side.ExecuteAsync(statement, stop);
                await side.ExecuteAsync(session.Sql.Catalog.CommentOnIndex(index.Schema, index.Name, Prefix + migrationId), stop);
            }, stop);
            return true;
        }
        catch (DbException e) when (session.Sql.Classify(e) is ServerFault.LockTimeout or ServerFault.Deadlock or ServerFault.UnknownTable)
        {
            // Looked for again a moment later; a build that has failed meanwhile is begun again.
            return false;
        }
    }

    private async Task<string?[]?> FindAsync(DbConnection connection, CancellationToken cancel)
        => (await connection.RowsAsync(session.Sql.Catalog.InvalidIndex(index.Table, index.Schema, index.Name), cancel)).SingleOrDefault();
}

/// <summary>
/// The index that an operation builds.
/// </summary>
internal sealed record BuiltIndex(string Table, string? Schema, string Name, IReadOnlyList<string> Columns, bool IsUnique)
{
    /// <summary>Null where the operation builds none.</summary>
    public static BuiltIndex? Of(MigrationOperation operation) => operation switch
    {
        CreateIndexOperation o => new(o.Table, o.Schema, o.Name, o.Columns, o.IsUnique),
        AddUniqueConstraintOperation o => new(o.Table, o.Schema, o.Name, o.Columns, true),
        AddPrimaryKeyOperation o => new(o.Table, o.Schema, o.Name, o.Columns, true),
        ReplacePrimaryKeyOperation o => new(o.Table, o.Schema, o.IndexName, o.Columns, true),
        _ => null,
    };
}
