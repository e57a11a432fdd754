using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using EfPhased.Backfills;
using EfPhased.Backfills.Shared;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Journals;

/// <summary>
/// The ranges that workers have claimed of a shared backfill and not ended. The backfill's own cursor is the last key that anybody has
/// claimed: what lies before it is done, or in a range.
/// </summary>
/// <param name="connection">The worker's session.</param>
/// <param name="sql">The server's SQL.</param>
/// <param name="entry">The backfill.</param>
/// <param name="worker">Who asks.</param>
internal sealed class RangeJournal(DbConnection connection, RunnerSql sql, BackfillEntry entry, string worker)
{
    private const string Nobody = "";

    private readonly string _where = FormattableString.Invariant($"migration_id = @id AND step = {entry.Step}");
    private readonly (string, string?) _id = ("@id", entry.MigrationId);

    /// <summary>Takes a range whose worker has left it, or has not been heard of for too long; null when there is none.</summary>
    public async Task<ClaimedRange?> TakeOverAsync(CancellationToken cancel)
    {
        var left = await connection.RowsAsync(
            $"SELECT r.number, r.worker FROM {sql.Sessions.Ranges} r WHERE r.migration_id = @id AND r.step = {Number(entry.Step)} AND NOT EXISTS "
            + $"(SELECT 1 FROM {sql.Sessions.Workers} w WHERE w.migration_id = r.migration_id AND w.step = r.step AND w.worker = r.worker "
            + $"AND {sql.SecondsSince("w.heartbeat_at")} <= {Number((long)WorkerJournal.StalledAfter.TotalSeconds)}) ORDER BY r.number",
            cancel, _id);
        foreach (var range in left)
        {
            // Of two who want it, one finds it another's.
            if (await connection.ExecuteAsync(
                $"UPDATE {sql.Sessions.Ranges} SET worker = @worker WHERE {_where} AND number = {range[0]} AND worker = @was",
                cancel, _id, ("@worker", worker), ("@was", range[1])) > 0)
                return await FindAsync(range[0]!, cancel);
        }

        return null;
    }

    /// <summary>Claims the next rows that nobody has claimed; null when all are.</summary>
    /// <exception cref="PhasedException">EFP2023: the backfill is not shared any more.</exception>
    public async Task<ClaimedRange?> ClaimAsync(KeyRange range, int rows, IReadOnlyList<string> begin, CancellationToken cancel)
    {
        ClaimedRange? claimed = null;
        await connection.InTransactionAsync(begin, async () =>
        {
            foreach (var statement in sql.LockTimeout(RunnerSql.PatientLockTimeout, inTransaction: true))
                await connection.ExecuteAsync(statement, cancel);
            var known = await connection.RowsAsync($"SELECT last_key, end_key, is_shared FROM {sql.Backfills} WHERE {_where} FOR UPDATE", cancel, _id);
            if (known is not [[var last, var end, "1"]])
                throw Errors.NotShared(entry.Change);
            if (end is null || last == end)
                return;

            var after = Keys(last);
            var upTo = await range.EndOfChunkAsync(after, Keys(end), rows, cancel) ?? Keys(end)!;
            var number = await connection.CountAsync($"SELECT COALESCE(MAX(number), 0) + 1 FROM {sql.Sessions.Ranges} WHERE {_where}", cancel, _id);
            await connection.ExecuteAsync(
                $"INSERT INTO {sql.Sessions.Ranges} (migration_id, step, number, worker, last_key, end_key, rows_done) "
                + $"VALUES (@id, {Number(entry.Step)}, {Number(number)}, @worker, @last, @end, 0)",
                cancel, _id, ("@worker", worker), ("@last", last), ("@end", Json(upTo)));
            await connection.ExecuteAsync(
                $"UPDATE {sql.Backfills} SET state = 'running', last_key = @end, updated_at = {sql.Now} WHERE {_where}", cancel, _id, ("@end", Json(upTo)));
            claimed = new ClaimedRange(this, number, after, upTo, 0);
        }, cancel);
        return claimed;
    }

    /// <summary>Moves a range's cursor. In the transaction of the rows that it passes.</summary>
    /// <exception cref="RangeLostException">The range is another worker's.</exception>
    public async Task AdvanceAsync(ClaimedRange range, IReadOnlyList<string> key, long rows, CancellationToken cancel)
    {
        if (await connection.ExecuteAsync(
            $"UPDATE {sql.Sessions.Ranges} SET last_key = @key, rows_done = {Number(range.RowsDone + rows)} WHERE {Own(range)}",
            cancel, _id, ("@worker", worker), ("@key", Json(key))) == 0)
            throw new RangeLostException();
    }

    /// <summary>Ends a range. In the transaction of its last rows.</summary>
    /// <exception cref="RangeLostException">The range is another worker's.</exception>
    public async Task FinishAsync(ClaimedRange range, long rows, CancellationToken cancel)
    {
        if (await connection.ExecuteAsync($"DELETE FROM {sql.Sessions.Ranges} WHERE {Own(range)}", cancel, _id, ("@worker", worker)) == 0)
            throw new RangeLostException();
        await connection.ExecuteAsync(
            $"UPDATE {sql.Backfills} SET rows_done = rows_done + {Number(range.RowsDone + rows)}, updated_at = {sql.Now} WHERE {_where}", cancel, _id);
    }

    /// <summary>Gives back what the worker has, so that others need not wait until it is taken for dead.</summary>
    public Task ReleaseAsync()
        => connection.ExecuteAsync(
            $"UPDATE {sql.Sessions.Ranges} SET worker = '{Nobody}' WHERE {_where} AND worker = @worker", CancellationToken.None, _id, ("@worker", worker));

    public async Task<bool> AnyAsync(CancellationToken cancel)
        => await connection.CountAsync($"SELECT COUNT(*) FROM {sql.Sessions.Ranges} WHERE {_where}", cancel, _id) > 0;

    /// <summary>Rows that were passed in ranges that have not ended.</summary>
    public Task<long> RowsDoneAsync(CancellationToken cancel)
        => connection.CountAsync($"SELECT COALESCE(SUM(rows_done), 0) FROM {sql.Sessions.Ranges} WHERE {_where}", cancel, _id);

    public Task ForgetAsync(CancellationToken cancel) => connection.ExecuteAsync($"DELETE FROM {sql.Sessions.Ranges} WHERE {_where}", cancel, _id);

    // Whoever had it may have moved its cursor until the moment that it was taken.
    private async Task<ClaimedRange?> FindAsync(string number, CancellationToken cancel)
    {
        var rows = await connection.RowsAsync(
            $"SELECT last_key, end_key, rows_done FROM {sql.Sessions.Ranges} WHERE {_where} AND number = {number} AND worker = @worker",
            cancel, _id, ("@worker", worker));
        return rows is [[var last, var end, var done]]
            ? new ClaimedRange(this, long.Parse(number, CultureInfo.InvariantCulture), Keys(last), Keys(end)!, long.Parse(done!, CultureInfo.InvariantCulture))
            : null;
    }

    private string Own(ClaimedRange range) => $"{_where} AND number = {Number(range.Number)} AND worker = @worker";

    private static string Json(IReadOnlyList<string> key) => JsonSerializer.Serialize(key);

    private static List<string>? Keys(string? json) => json is null ? null : JsonSerializer.Deserialize<List<string>>(json);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
