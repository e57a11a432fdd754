using System.Data.Common;
using EfPhased.Dialects;
using EfPhased.Gates;
using EfPhased.Running;

namespace EfPhased.Journals;

/// <summary>
/// Who has contracted although a condition refused, and why. Rows are only ever added.
/// </summary>
internal sealed class OverrideJournal(DbConnection connection, RunnerSql sql, RunSettings settings)
{
    public Task AddAsync(string change, string migrationId, GateResult result, CancellationToken cancel)
        => connection.ExecuteAsync(
            $"INSERT INTO {sql.Overrides} (change_name, migration_id, condition_name, reason, evidence, given_at, given_by, host, version) "
            + $"VALUES (@change, @id, @condition, @reason, @evidence, {sql.Now}, @by, @host, @version)",
            cancel,
            ("@change", change), ("@id", migrationId), ("@condition", result.Condition), ("@reason", result.Override),
            ("@evidence", string.Join("\n", result.Evidence)), ("@by", Environment.UserName), ("@host", settings.Host), ("@version", settings.Version));

    public async Task<List<OverrideEntry>> AllAsync(CancellationToken cancel)
    {
        var rows = await connection.RowsAsync(
            $"SELECT change_name, condition_name, reason, {sql.TimeText("given_at")}, given_by, host FROM {sql.Overrides} ORDER BY given_at, condition_name",
            cancel);
        return rows.ConvertAll(r => new OverrideEntry(r[0]!, r[1]!, r[2]!, r[3]!, $"{r[4]}@{r[5]}"));
    }
}

/// <param name="Change">The change that was contracted.</param>
/// <param name="Condition">The condition that refused.</param>
/// <param name="Reason">Why it was overridden.</param>
/// <param name="At">When, in UTC (ISO 8601).</param>
/// <param name="By">The user and the machine.</param>
internal sealed record OverrideEntry(string Change, string Condition, string Reason, string At, string By);
