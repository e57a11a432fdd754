using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Journals;

/// <summary>
/// Who works on each backfill, how fast, and what for it stands still or slows down: for whoever looks from elsewhere.
/// </summary>
internal sealed class WorkerJournal(DbConnection connection, RunnerSql sql, RunSettings settings, string worker = WorkerJournal.Run)
{
    /// <summary>The one who has the run's lock.</summary>
    public const string Run = "run";

    /// <summary>How the names of the run's further workers begin: they end when it ends.</summary>
    public const string OfRun = "run-";

    /// <summary>How the names of those begin who have joined from elsewhere.</summary>
    public const string Joined = "joined-";

    /// <summary>A worker that has not been heard of for longer is stalled.</summary>
    public static readonly TimeSpan StalledAfter = TimeSpan.FromSeconds(30);

    /// <summary>Says that the work is alive.</summary>
    public async Task BeatAsync(BackfillEntry entry, WorkerNews news, CancellationToken cancel)
    {
        (string, string?)[] parameters = [("@id", entry.MigrationId), ("@host", settings.Host), ("@waits", Shortened(news.WaitsFor)), ("@worker", worker)];
        var step = entry.Step.ToString(CultureInfo.InvariantCulture);
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var updated = await connection.ExecuteAsync(
            $"UPDATE {sql.Sessions.Workers} SET host = @host, process = {process}, rows_per_second = {Number(news.RowsPerSecond)}, "
            + $"overall_rate = {Number(news.OverallRate)}, rows_skipped = rows_skipped + {Number(news.Skipped)}, "
            + $"rows_compared = {(news.Compared is { } compared ? Number(compared) : "rows_compared")}, "
            + $"waits_since = CASE WHEN @waits IS NULL THEN NULL WHEN waits_for IS NULL THEN {sql.Now} ELSE waits_since END, waits_for = @waits, "
            + $"heartbeat_at = {sql.Now} WHERE migration_id = @id AND step = {step} AND worker = @worker",
            cancel, parameters);
        if (updated > 0)
            return;

        await connection.ExecuteAsync(
            $"INSERT INTO {sql.Sessions.Workers} (migration_id, step, worker, host, process, rows_per_second, overall_rate, waits_for, waits_since, rows_skipped, rows_compared, heartbeat_at) "
            + $"VALUES (@id, {step}, @worker, @host, {process}, {Number(news.RowsPerSecond)}, {Number(news.OverallRate)}, @waits, "
            + $"{(news.WaitsFor is null ? "NULL" : sql.Now)}, {Number(news.Skipped)}, {(news.Compared is { } count ? Number(count) : "NULL")}, {sql.Now})",
            cancel, parameters);
    }

    /// <summary>Forgets who has worked on a migration that was taken back, and what each had claimed.</summary>
    public async Task ForgetAsync(string migrationId, CancellationToken cancel)
    {
        await connection.ExecuteAsync($"DELETE FROM {sql.Sessions.Workers} WHERE migration_id = @id", cancel, ("@id", migrationId));
        await connection.ExecuteAsync($"DELETE FROM {sql.Sessions.Ranges} WHERE migration_id = @id", cancel, ("@id", migrationId));
    }

    /// <summary>Forgets the further workers of an earlier run: whoever has its lock now knows that they are gone.</summary>
    public Task ForgetRunAsync(BackfillEntry entry, CancellationToken cancel)
        => connection.ExecuteAsync(
            FormattableString.Invariant($"DELETE FROM {sql.Sessions.Workers} WHERE migration_id = @id AND step = {entry.Step} AND worker LIKE '{OfRun}%'"),
            cancel, ("@id", entry.MigrationId));

    /// <summary>
    /// Forgets those who had joined and have not been heard of for too long: what they had claimed is anybody's then. A run that has died
    /// stays on the list, because somebody has to end it.
    /// </summary>
    public async Task ForgetGoneAsync(BackfillEntry entry, CancellationToken cancel)
    {
        var where = FormattableString.Invariant($"migration_id = @id AND step = {entry.Step}");
        var stalled = FormattableString.Invariant($"rows_skipped = 0 AND {sql.SecondsSince("heartbeat_at")} > {StalledAfter.TotalSeconds:0}");
        foreach (var gone in await connection.RowsAsync(
            $"SELECT worker FROM {sql.Sessions.Workers} WHERE {where} AND worker LIKE '{Joined}%' AND {stalled}", cancel, ("@id", entry.MigrationId)))
        {
            // By its key: a search that deletes would lock those who are alive.
            await connection.ExecuteAsync(
                $"DELETE FROM {sql.Sessions.Workers} WHERE {where} AND worker = @gone AND {stalled}", cancel, ("@id", entry.MigrationId), ("@gone", gone[0]));
        }
    }

    /// <summary>Takes the worker off the list; one that has left rows out stays there with their number.</summary>
    public Task LeaveAsync(BackfillEntry entry)
        => connection.ExecuteAsync(
            FormattableString.Invariant($"DELETE FROM {sql.Sessions.Workers} WHERE migration_id = @id AND step = {entry.Step} AND worker = @worker AND rows_skipped = 0"),
            CancellationToken.None, ("@id", entry.MigrationId), ("@worker", worker));

    public async Task<List<WorkerEntry>> AllAsync(CancellationToken cancel)
    {
        if (!await connection.IsTrueAsync(sql.Catalog.TableExists(SessionSql.WorkerTable, sql.Schema), cancel))
            return [];
        var rows = await connection.RowsAsync(
            "SELECT migration_id, step, host, process, rows_per_second, overall_rate, waits_for, "
            + $"{sql.TimeText("waits_since")}, rows_skipped, rows_compared, {sql.SecondsSince("heartbeat_at")} FROM {sql.Sessions.Workers} ORDER BY host, process, worker",
            cancel);
        return rows.ConvertAll(r => new WorkerEntry(r[0]!, int.Parse(r[1]!, CultureInfo.InvariantCulture), $"process {r[3]} on '{r[2]}'")
        {
            RowsPerSecond = Double(r[4]),
            OverallRate = Double(r[5]),
            WaitsFor = r[6],
            WaitsSince = r[7] is { } since ? DateTimeOffset.Parse(since, CultureInfo.InvariantCulture) : null,
            RowsSkipped = (long)Double(r[8])!,
            RowsCompared = (long?)Double(r[9]),
            Silence = TimeSpan.FromSeconds(Double(r[10])!.Value),
        });
    }

    private static string? Shortened(string? text) => text is { Length: > 500 } ? text[..500] : text;

    private static string Number(double? number)
        => number is { } value && double.IsFinite(value) ? value.ToString("0.###", CultureInfo.InvariantCulture) : "NULL";

    private static double? Double(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>What a worker says of itself.</summary>
/// <param name="RowsPerSecond">Its rate while it works; null when unknown.</param>
/// <param name="OverallRate">Its rate with all pauses; null when unknown.</param>
/// <param name="WaitsFor">Why it stands still or slows down; null while it works all the time.</param>
internal sealed record WorkerNews(double? RowsPerSecond, double? OverallRate, string? WaitsFor)
{
    /// <summary>Rows left out since the last news.</summary>
    public long Skipped { get; init; }

    /// <summary>Rows that the comparison has looked at; null while there is none.</summary>
    public long? Compared { get; init; }
}

/// <param name="MigrationId">The migration.</param>
/// <param name="Step">Its step.</param>
/// <param name="Worker">The process and the machine.</param>
internal sealed record WorkerEntry(string MigrationId, int Step, string Worker)
{
    public double? RowsPerSecond { get; init; }

    public double? OverallRate { get; init; }

    public string? WaitsFor { get; init; }

    public DateTimeOffset? WaitsSince { get; init; }

    public long RowsSkipped { get; init; }

    public long? RowsCompared { get; init; }

    /// <summary>How long it has not been heard of.</summary>
    public TimeSpan Silence { get; init; }

    public bool IsStalled => Silence > WorkerJournal.StalledAfter;

    /// <summary>Several as one: what they do together, as far as they are heard of.</summary>
    public static WorkerEntry? Together(IReadOnlyList<WorkerEntry> workers)
    {
        if (workers.Count < 2)
            return workers.Count == 0 ? null : workers[0];
        List<WorkerEntry> heard = [.. workers.Where(w => !w.IsStalled)];
        if (heard.Count == 0)
            return workers.MinBy(w => w.Silence);
        var waiting = heard.All(w => w.WaitsFor is not null) ? heard.MinBy(w => w.WaitsSince) : null;
        return heard[0] with
        {
            Worker = string.Join(", ", heard.GroupBy(w => w.Worker).Select(g => g.Count() == 1 ? g.Key : FormattableString.Invariant($"{g.Key} ({g.Count()} workers)"))),
            RowsPerSecond = heard.Sum(w => w.RowsPerSecond ?? 0),
            OverallRate = heard.Sum(w => w.OverallRate ?? 0),
            WaitsFor = waiting?.WaitsFor,
            WaitsSince = waiting?.WaitsSince,
            RowsSkipped = workers.Sum(w => w.RowsSkipped),
            RowsCompared = workers.Max(w => w.RowsCompared),
            Silence = heard.Min(w => w.Silence),
        };
    }
}
