using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Journals;

/// <summary>
/// What a run has done, step by step, in a table of the target database. EF Core's history knows whole migrations only.
/// </summary>
internal sealed class Journal(DbConnection connection, RunnerSql sql, RunSettings settings)
{
    private const int LongestError = 2000;

    /// <summary>Creates the tables where they are missing. Asked first, because CREATE needs a right that a reader may lack.</summary>
    public async Task EnsureTablesAsync(CancellationToken cancel)
    {
        if (await ExistsAsync(cancel) && await AllExistAsync([RunnerSql.VerificationTable, .. SessionSql.TableNames, .. InstanceSql.TableNames, .. StatementSql.TableNames, .. sql.LastWrites.TableNames], cancel))
            return;
        foreach (var statement in sql.CreateTables.Concat(sql.Sessions.CreateTables))
            await connection.ExecuteAsync(statement, cancel);
    }

    private async Task<bool> AllExistAsync(IEnumerable<string> tables, CancellationToken cancel)
    {
        foreach (var table in tables)
        {
            if (!await connection.IsTrueAsync(sql.Catalog.TableExists(table, sql.Schema), cancel))
                return false;
        }

        return true;
    }

    public async Task<bool> ExistsAsync(CancellationToken cancel)
        => await connection.IsTrueAsync(sql.Catalog.TableExists(RunnerSql.JournalTable, sql.Schema), cancel)
            && await connection.IsTrueAsync(sql.Catalog.TableExists(RunnerSql.BackfillTable, sql.Schema), cancel)
            && await connection.IsTrueAsync(sql.Catalog.TableExists(RunnerSql.OverrideTable, sql.Schema), cancel);

    /// <summary>The steps of a migration that have begun, in one direction; those taken back are not among them.</summary>
    public async Task<IReadOnlyDictionary<int, JournalEntry>> ReadAsync(string migrationId, Direction direction, CancellationToken cancel)
    {
        var rows = await connection.RowsAsync(
            $"SELECT step, step_hash, state, attempts FROM {sql.Journal} "
            + "WHERE migration_id = @id AND direction = @direction AND state <> 'reverted' ORDER BY step",
            cancel, ("@id", migrationId), ("@direction", Text(direction)));
        return rows.ToDictionary(
            r => int.Parse(r[0]!, CultureInfo.InvariantCulture),
            r => new JournalEntry(r[1]!, r[2] == "done", int.Parse(r[3]!, CultureInfo.InvariantCulture)));
    }

    /// <summary>Says that a step is about to run, where that cannot commit together with it.</summary>
    public Task BeginAsync(string migrationId, Direction direction, Step step, CancellationToken cancel)
        => WriteAsync(migrationId, direction, step, "running", null, cancel);

    /// <summary>Says that a step is done. In the step's own transaction where there is one.</summary>
    public Task CompleteAsync(string migrationId, Direction direction, Step step, CancellationToken cancel)
        => WriteAsync(migrationId, direction, step, "done", null, cancel);

    public Task FailAsync(string migrationId, Direction direction, Step step, Exception error)
        => WriteAsync(
            migrationId, direction, step, "failed", error.Message.Length > LongestError ? error.Message[..LongestError] : error.Message,
            CancellationToken.None);

    /// <summary>Says that a migration was taken back as a whole: neither direction's steps count any more.</summary>
    public Task RevertAsync(string migrationId, CancellationToken cancel)
        => connection.ExecuteAsync($"UPDATE {sql.Journal} SET state = 'reverted' WHERE migration_id = @id", cancel, ("@id", migrationId));

    // The start of a transactional step is the start of its last attempt: nothing can be journaled before it.
    private async Task WriteAsync(
        string migrationId, Direction direction, Step step, string state, string? error, CancellationToken cancel)
    {
        (string, string?)[] parameters =
        [
            ("@id", migrationId), ("@direction", Text(direction)), ("@hash", step.Hash), ("@operation", step.Description), ("@state", state),
            ("@host", settings.Host), ("@version", settings.Version), ("@error", error),
        ];
        var number = step.Number.ToString(CultureInfo.InvariantCulture);
        var finished = state == "running" ? "NULL" : sql.Now;
        var oneMore = state == "running" ? "1" : "CASE WHEN state = 'running' THEN 0 ELSE 1 END";
        var updated = await connection.ExecuteAsync(
            $"UPDATE {sql.Journal} SET attempts = attempts + {oneMore}, "
            + $"started_at = CASE WHEN state = 'running' THEN started_at ELSE {sql.Now} END, state = @state, step_hash = @hash, "
            + $"operation = @operation, finished_at = {finished}, host = @host, version = @version, error = @error "
            + $"WHERE migration_id = @id AND direction = @direction AND step = {number}",
            cancel, parameters);
        if (updated > 0)
            return;

        await connection.ExecuteAsync(
            $"INSERT INTO {sql.Journal} (migration_id, direction, step, step_hash, operation, state, attempts, started_at, finished_at, host, version, error) "
            + $"VALUES (@id, @direction, {number}, @hash, @operation, @state, 1, {sql.Now}, {finished}, @host, @version, @error)",
            cancel, parameters);
    }

    private static string Text(Direction direction) => direction == Direction.Up ? "up" : "down";
}

/// <summary>
/// What the journal knows of a step.
/// </summary>
internal sealed record JournalEntry(string Hash, bool IsDone, int Attempts);
