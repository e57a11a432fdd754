using EfPhased.Gates;
using EfPhased.Instances;
using EfPhased.Operations;

namespace EfPhased.Dialects.PostgreSql;

internal sealed class PostgreSqlInstanceSql(SqlWriter writer, string? schema) : InstanceSql(writer, schema)
{
    // A session's last word, or NULL where it has no tag.
    private const string Fingerprint = "substring(a.application_name from '(?:^| )efp:([0-9a-f]{8})$')";

    public override string RegisterModel =>
        $"""
        INSERT INTO {Models} (fingerprint, application, version, context_name, last_migration, mapped, first_seen_at, last_seen_at)
        VALUES (@fingerprint, @application, @version, @context, @migration, @mapped, {Now}, {Now})
        ON CONFLICT (fingerprint, application, version) DO UPDATE SET last_seen_at = {Now}
        """;

    public override string Prune => $"DELETE FROM {Instances} WHERE last_seen_at < {Now} - interval '{DaysKept} days'";

    public override string Hidden =>
        """
        SELECT 'sessions of ' || string_agg(DISTINCT a.usename::text, ', ') || ' hide what they are from ' || current_user
            || ': GRANT pg_read_all_stats TO ' || quote_ident(current_user)
        FROM pg_stat_activity a
        WHERE a.datname = current_database() AND a.usename IS NOT NULL AND a.backend_type IS NULL
        HAVING count(*) > 0
        """;

    protected override string Now => "clock_timestamp()";

    public override string Register(InstanceIdentity identity, TimeSpan interval) =>
        $"""
        INSERT INTO {Instances} (instance_id, context_name, application, version, host, process_id, client, db_user, tagged, beat_seconds, fingerprint,
            last_migration, started_at, last_seen_at)
        VALUES (@id, @context, @application, @version, @host, {identity.ProcessId}, host(inet_client_addr()), current_user, {(identity.IsTagged ? 1 : 0)}, {Seconds(interval)},
            @fingerprint, @migration, {Now}, {Now})
        ON CONFLICT (instance_id) DO UPDATE SET last_seen_at = {Now}
        """;

    public override string Refusals(IReadOnlyList<RemovedObject> removes, InstancePolicy policy, IReadOnlyList<string> newer)
    {
        var alive = IsAlive(policy);
        var old = $"EXISTS (SELECT 1 FROM {Models} m WHERE m.fingerprint = {{0}} AND {MapsAny("m.mapped", removes)})";
        var unknown = $"NOT EXISTS (SELECT 1 FROM {Models} m WHERE m.fingerprint = s.fingerprint) AND s.fingerprint NOT IN ({OrNone(newer)})";
        var untagged = policy.Untagged == UntaggedSessions.Warn
            ? ""
            : $"\nUNION ALL\nSELECT u.sessions || ' untagged sessions of ' || u.usename || ' (' || u.application || ') from ' || u.client FROM ({Untagged(policy)}) u";
        return
            $"""
            SELECT i.application || ' ' || i.version || ' (' || i.context_name || ') on ' || i.host || ', process ' || i.process_id
                || ', started ' || {TimeText("i.started_at")} || ', last seen ' || {TimeText("i.last_seen_at")}
                || ', knows migrations up to ' || coalesce(i.last_migration, 'none') AS refusal
            FROM {Instances} i WHERE {alive} AND {Format(old, "i.fingerprint")}
            UNION ALL
            SELECT s.sessions || ' sessions of ''' || s.application_name || ''' from ' || s.client || ' (first ' || s.pid || '), last used ' || s.used
                || CASE WHEN {Format(old, "s.fingerprint")} THEN '' ELSE ', of a model that has not registered' END
            FROM (
                SELECT a.application_name, {Fingerprint} AS fingerprint, coalesce(host(a.client_addr), 'local') AS client,
                    count(*) AS sessions, min(a.pid) AS pid, {TimeText("max(a.state_change)")} AS used
                FROM pg_stat_activity a
                WHERE a.datname = current_database() AND a.application_name ~ '{SessionTag.Pattern}' GROUP BY 1, 2, 3) s
            WHERE ({Format(old, "s.fingerprint")} OR ({unknown}))
                AND NOT EXISTS (SELECT 1 FROM {Instances} i WHERE i.fingerprint = s.fingerprint AND {alive}){untagged}
            """;
    }

    // An instance that cannot tag its sessions is known by its address and user.
    public override string Untagged(InstancePolicy policy) =>
        $"""
        SELECT a.usename::text AS usename, coalesce(nullif(a.application_name, ''), 'no application name') AS application,
            coalesce(host(a.client_addr), 'local') AS client, count(*) AS sessions, min(a.pid) AS pid
        FROM pg_stat_activity a
        WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
            AND a.application_name !~ '{SessionTag.Pattern}' AND a.application_name <> '{OwnSessions}'
            AND NOT EXISTS (SELECT 1 FROM {Instances} i WHERE i.tagged = 0 AND i.db_user = a.usename
                AND i.client IS NOT DISTINCT FROM host(a.client_addr) AND {IsAlive(policy)})
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """;

    protected override string TimeText(string column) => $"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

    protected override string AgeSeconds(string column) => $"extract(epoch FROM {Now} - {column})::bigint";

    protected override string IsAlive(InstancePolicy policy)
        => $"i.last_seen_at > {Now} - greatest({Seconds(policy.Window)}, 2 * i.beat_seconds) * interval '1 second'";

    protected override string ByBytes(string text) => $"{text} COLLATE \"C\"";

    protected override string Holds(string text, string part) => $"strpos({text}, {part}) > 0";

    private static string Format(string condition, string fingerprint) => condition.Replace("{0}", fingerprint, StringComparison.Ordinal);
}
