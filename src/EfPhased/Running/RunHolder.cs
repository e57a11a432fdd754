using System.Data.Common;
using System.Globalization;
using EfPhased.Dialects;

namespace EfPhased.Running;

/// <summary>
/// Who holds the run's lock.
/// </summary>
/// <param name="Session">The server's number of the session that holds it; null where it is a lease.</param>
/// <param name="Text">The session and the process, for people.</param>
/// <param name="Silence">How long the process has not been heard of; null when it never was.</param>
internal sealed record RunHolder(string? Session, string Text, TimeSpan? Silence)
{
    private static readonly TimeSpan Suspicious = TimeSpan.FromSeconds(RunLease.ExpiresAfterSeconds);

    /// <summary>The run has a session that somebody may end, and does not say any more that it is alive.</summary>
    public bool MayBeEnded => Session is not null && Silence > Suspicious;

    public static async Task<RunHolder> FindAsync(DbConnection connection, RunnerSql sql, CancellationToken cancel)
    {
        var locks = await connection.RowsAsync(sql.LockHolder, cancel);
        var runs = await connection.IsTrueAsync(sql.Catalog.TableExists(SessionSql.RunTable, sql.Schema), cancel)
            ? await connection.RowsAsync(
                $"SELECT kind, host, process, session, {sql.TimeText("started_at")}, {sql.SecondsSince("heartbeat_at")} FROM {sql.Sessions.Runs}", cancel)
            : [];
        var run = runs.FirstOrDefault(r => locks.Count == 0 ? r[0] == "lease" : r[3] == locks[0][0]);
        var silence = run?[5] is { } seconds ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : (TimeSpan?)null;
        var process = run is null ? null : $"process {run[2]} on '{run[1]}', since {run[4]}";
        var session = locks.Count == 0
            ? null
            : $"session {locks[0][0]} of user '{locks[0][1]}'{Named(locks[0][2])} from {locks[0][3]}, since {locks[0][4]}";
        var text = string.Join("; ", new[] { session, process }.Where(t => t is not null));
        return new RunHolder(locks.Count == 0 ? null : locks[0][0], text.Length == 0 ? "its session has just ended" : text, silence);
    }

    public override string ToString()
        => Silence > Suspicious ? FormattableString.Invariant($"{Text}; not heard of for {Silence.Value.TotalSeconds:0} s (--take-over ends its session)") : Text;

    private static string Named(string? application) => string.IsNullOrEmpty(application) ? "" : $" ({application})";
}
