using System.Globalization;

namespace EfPhased.Dialects.PostgreSql;

internal sealed class PostgreSqlSessionSql(SqlWriter writer, string? schema) : SessionSql(writer, schema)
{
    // "EFPH"
    private const string MarkClass = "1162235976";

    public override string Current => "SELECT pg_backend_pid()::text";

    public override string ClientNumberProperty => "ProcessID";

    // A lock that everybody may have, and that ends with the transaction: https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
    public override SessionMark Mark(int run)
    {
        var number = run.ToString(CultureInfo.InvariantCulture);
        return new(
            $"SELECT pg_advisory_xact_lock_shared({MarkClass}, {number})",
            $"(SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = {MarkClass} AND objid = {number} AND objsubid = 2 "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1)");
    }

    // pg_locks can be read by everybody, unlike what other users' sessions in pg_stat_activity wait for.
    public override string BlockedBy(string session)
        => $"SELECT count(DISTINCT l.pid) FROM pg_locks l WHERE NOT l.granted AND l.pid <> {session} AND {session} = ANY (pg_blocking_pids(l.pid))";

    public override string CancelStatement(string session) => $"SELECT pg_cancel_backend({session})";

    public override string EndSession(string session) => $"SELECT pg_terminate_backend({session})";

    // https://www.postgresql.org/docs/current/progress-reporting.html#CREATE-INDEX-PROGRESS-REPORTING
    public override string ProgressOf(string session) =>
        $"""
        SELECT p.phase,
            CASE WHEN p.blocks_total > 0 AND p.phase NOT LIKE 'waiting%' THEN least(p.blocks_done::float8 / p.blocks_total, 1)
                WHEN p.tuples_total > 0 AND p.phase NOT LIKE 'waiting%' THEN least(p.tuples_done::float8 / p.tuples_total, 1) END,
            nullif(p.current_locker_pid, 0)::text, coalesce(nullif(a.application_name, ''), a.usename::text),
            extract(epoch FROM clock_timestamp() - a.xact_start)
        FROM pg_stat_progress_create_index p LEFT JOIN pg_stat_activity a ON a.pid = p.current_locker_pid
        WHERE p.pid = {session}
        """;
}
