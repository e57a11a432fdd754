using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Journals;

/// <summary>
/// Where each backfill stands, and what people want of it. The cursor is written in the transaction of the rows it passes.
/// </summary>
internal sealed class BackfillJournal(DbConnection connection, RunnerSql sql)
{
    /// <summary>The backfill of one step; null before it has begun.</summary>
    public async Task<BackfillEntry?> FindAsync(string migrationId, int step, CancellationToken cancel)
        => (await ReadAsync("WHERE migration_id = @id AND step = " + Number(step), cancel, ("@id", migrationId))).SingleOrDefault();

    public Task<List<BackfillEntry>> AllAsync(CancellationToken cancel) => ReadAsync("ORDER BY migration_id, step", cancel);

    /// <summary>Begins a backfill anew: what an earlier version of the step had recorded is gone.</summary>
    public async Task BeginAsync(
        string migrationId, Step step, string change, string table, IReadOnlyList<string>? end, long? rowsTotal, CancellationToken cancel)
    {
        await connection.ExecuteAsync(
            $"DELETE FROM {sql.Backfills} WHERE migration_id = @id AND step = {Number(step.Number)}", cancel, ("@id", migrationId));
        await connection.ExecuteAsync(
            $"INSERT INTO {sql.Backfills} (migration_id, step, step_hash, change_name, table_name, desired_state, state, end_key, rows_done, "
            + "rows_total, started_at, updated_at) "
            + $"VALUES (@id, {Number(step.Number)}, @hash, @change, @table, 'run', 'running', @end, 0, {Number(rowsTotal)}, {sql.Now}, {sql.Now})",
            cancel, ("@id", migrationId), ("@hash", step.Hash), ("@change", change), ("@table", table), ("@end", Json(end)));
    }

    /// <summary>Moves the cursor. In the transaction of the rows that it passes.</summary>
    public Task AdvanceAsync(BackfillEntry entry, IReadOnlyList<string> lastKey, long rows, CancellationToken cancel)
        => UpdateAsync(entry, $"state = 'running', last_key = @key, rows_done = rows_done + {Number(rows)}", cancel, ("@key", Json(lastKey)));

    /// <summary>Says whether others may claim ranges; none is claimed after it was said that they may not.</summary>
    public Task ShareAsync(BackfillEntry entry, bool isShared, CancellationToken cancel)
        => UpdateAsync(entry, $"is_shared = {(isShared ? 1 : 0)}", cancel);

    public Task SetStateAsync(BackfillEntry entry, BackfillState state, CancellationToken cancel)
        => UpdateAsync(entry, $"state = '{Text(state)}'{(state == BackfillState.Filled ? $", finished_at = {sql.Now}" : "")}", cancel);

    public Task VerifiedAsync(BackfillEntry entry, long differing, CancellationToken cancel)
        => UpdateAsync(
            entry,
            $"state = '{Text(differing == 0 ? BackfillState.Verified : BackfillState.Filled)}', rows_differing = {Number(differing)}, "
            + $"verified_at = {(differing == 0 ? sql.Now : "NULL")}",
            cancel);

    public async Task<BackfillCommand> DesiredAsync(BackfillEntry entry, CancellationToken cancel)
        => Command(await connection.ScalarAsync(
            $"SELECT desired_state FROM {sql.Backfills} WHERE migration_id = @id AND step = {Number(entry.Step)}",
            cancel, ("@id", entry.MigrationId)) as string);

    /// <summary>Asks for something: of one change's backfills that are not verified yet, or of all such.</summary>
    /// <returns>How many backfills were asked.</returns>
    public async Task<int> AskAsync(string? change, BackfillCommand command, CancellationToken cancel)
    {
        var unfinished = (await AllAsync(cancel))
            .Where(e => (change is null || e.Change == change) && e.State is not BackfillState.Verified).ToList();
        foreach (var entry in unfinished)
            await AskAsync(entry, command, cancel);
        return unfinished.Count;
    }

    public Task AskAsync(BackfillEntry entry, BackfillCommand command, CancellationToken cancel)
        => connection.ExecuteAsync(
            $"UPDATE {sql.Backfills} SET desired_state = '{Text(command)}' WHERE migration_id = @id AND step = {Number(entry.Step)}",
            cancel, ("@id", entry.MigrationId));

    /// <summary>Forgets the backfills of a migration that was taken back.</summary>
    public Task ForgetAsync(string migrationId, CancellationToken cancel)
        => connection.ExecuteAsync($"DELETE FROM {sql.Backfills} WHERE migration_id = @id", cancel, ("@id", migrationId));

    private Task<int> UpdateAsync(BackfillEntry entry, string set, CancellationToken cancel, params (string, string?)[] parameters)
        => connection.ExecuteAsync(
            $"UPDATE {sql.Backfills} SET {set}, updated_at = {sql.Now} WHERE migration_id = @id AND step = {Number(entry.Step)}",
            cancel, [("@id", entry.MigrationId), .. parameters]);

    private async Task<List<BackfillEntry>> ReadAsync(string where, CancellationToken cancel, params (string, string?)[] parameters)
    {
        var rows = await connection.RowsAsync(
            "SELECT migration_id, step, step_hash, change_name, table_name, state, last_key, end_key, rows_done, rows_total, rows_differing, "
            + $"{sql.TimeText("updated_at")}, is_shared FROM {sql.Backfills} {where}",
            cancel, parameters);
        return rows.ConvertAll(r => new BackfillEntry(r[0]!, int.Parse(r[1]!, CultureInfo.InvariantCulture), r[2]!, r[3]!, r[4]!, State(r[5]))
        {
            LastKey = Keys(r[6]),
            EndKey = Keys(r[7]),
            RowsDone = long.Parse(r[8]!, CultureInfo.InvariantCulture),
            RowsTotal = r[9] is { } total ? long.Parse(total, CultureInfo.InvariantCulture) : null,
            RowsDiffering = r[10] is { } differing ? long.Parse(differing, CultureInfo.InvariantCulture) : null,
            UpdatedAt = DateTimeOffset.Parse(r[11]!, CultureInfo.InvariantCulture),
            IsShared = r[12] == "1",
        });
    }

    private static string Text(BackfillState state) => state.ToString().ToLowerInvariant();

    private static string Text(BackfillCommand command) => command == BackfillCommand.Resume ? "run" : command.ToString().ToLowerInvariant();

    private static BackfillState State(string? text) => Enum.Parse<BackfillState>(text!, ignoreCase: true);

    private static BackfillCommand Command(string? text) => text switch
    {
        "pause" => BackfillCommand.Pause,
        "cancel" => BackfillCommand.Cancel,
        _ => BackfillCommand.Resume,
    };

    private static string? Json(IReadOnlyList<string>? key) => key is null ? null : JsonSerializer.Serialize(key);

    private static List<string>? Keys(string? json) => json is null ? null : JsonSerializer.Deserialize<List<string>>(json);

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "NULL";
}

/// <summary>
/// What the journal knows of a backfill.
/// </summary>
internal sealed record BackfillEntry(string MigrationId, int Step, string Hash, string Change, string Table, BackfillState State)
{
    /// <summary>The last key whose row is done; null before the first chunk.</summary>
    public IReadOnlyList<string>? LastKey { get; init; }

    /// <summary>The highest key when the backfill began: rows above it were written through the triggers. Null when there were none.</summary>
    public IReadOnlyList<string>? EndKey { get; init; }

    public long RowsDone { get; init; }

    public long? RowsTotal { get; init; }

    public long? RowsDiffering { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Several workers fill it; <see cref="LastKey"/> is the last key that one of them has claimed.</summary>
    public bool IsShared { get; init; }
}
