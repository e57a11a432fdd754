using EfPhased.Gates;
using EfPhased.Instances;
using EfPhased.Operations;

namespace EfPhased.Dialects.MySql;

internal sealed class MySqlInstanceSql(SqlWriter writer, string? schema) : InstanceSql(writer, schema)
{
    // The address of a client without its port, as USER() has it too.
    private const string Client = "SUBSTRING_INDEX(p.HOST, ':', 1)";

    public override string RegisterModel =>
        $"""
        INSERT INTO {Models} (fingerprint, application, version, context_name, last_migration, mapped, first_seen_at, last_seen_at)
        VALUES (@fingerprint, @application, @version, @context, @migration, @mapped, {Now}, {Now})
        ON DUPLICATE KEY UPDATE last_seen_at = {Now}
        """;

    public override string Prune => $"DELETE FROM {Instances} WHERE last_seen_at < {Now} - INTERVAL {DaysKept} DAY";

    public override string Hidden =>
        """
        SELECT CONCAT('sessions of other users are hidden from ', CURRENT_USER(), ': GRANT PROCESS ON *.* TO it')
        FROM (SELECT 1) AS one
        WHERE NOT EXISTS (SELECT 1 FROM information_schema.USER_PRIVILEGES
            WHERE PRIVILEGE_TYPE = 'PROCESS' AND GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), ''''))
        """;

    protected override string Now => "UTC_TIMESTAMP(6)";

    public override string Register(InstanceIdentity identity, TimeSpan interval) =>
        $"""
        INSERT INTO {Instances} (instance_id, context_name, application, version, host, process_id, client, db_user, tagged, beat_seconds, fingerprint,
            last_migration, started_at, last_seen_at)
        VALUES (@id, @context, @application, @version, @host, {identity.ProcessId}, SUBSTRING_INDEX(USER(), '@', -1), SUBSTRING_INDEX(USER(), '@', 1),
            {(identity.IsTagged ? 1 : 0)}, {Seconds(interval)}, @fingerprint, @migration, {Now}, {Now})
        ON DUPLICATE KEY UPDATE last_seen_at = {Now}
        """;

    // Only the rows: what the performance schema knows of sessions is no longer there where it is switched off.
    public override string Refusals(IReadOnlyList<RemovedObject> removes, InstancePolicy policy, IReadOnlyList<string> newer)
    {
        var untagged = policy.Untagged == UntaggedSessions.Warn
            ? ""
            : $"\nUNION ALL\nSELECT CONCAT(u.sessions, ' untagged sessions of ', u.usename, ' (', u.application, ') from ', u.client) FROM ({Untagged(policy)}) AS u";
        return
            $"""
            SELECT CONCAT(i.application, ' ', i.version, ' (', i.context_name, ') on ', i.host, ', process ', i.process_id,
                ', started ', {TimeText("i.started_at")}, ', last seen ', {TimeText("i.last_seen_at")},
                ', knows migrations up to ', COALESCE(i.last_migration, 'none')) AS refusal
            FROM {Instances} i
            WHERE {IsAlive(policy)}
                AND EXISTS (SELECT 1 FROM {Models} m WHERE m.fingerprint = i.fingerprint AND {MapsAny("m.mapped", removes)}){untagged}
            """;
    }

    // Drivers send the number of their process, so a registered instance is known by it and its address, tag or not.
    public override string Untagged(InstancePolicy policy) =>
        $"""
        SELECT p.USER AS usename, COALESCE(n.ATTR_VALUE, p.COMMAND) AS application, {Client} AS client, COUNT(*) AS sessions, MIN(p.ID) AS pid
        FROM information_schema.PROCESSLIST p
            LEFT JOIN performance_schema.session_connect_attrs n ON n.PROCESSLIST_ID = p.ID AND n.ATTR_NAME = 'program_name'
            LEFT JOIN performance_schema.session_connect_attrs d ON d.PROCESSLIST_ID = p.ID AND d.ATTR_NAME = '_pid'
            LEFT JOIN performance_schema.session_connect_attrs own ON own.PROCESSLIST_ID = CONNECTION_ID() AND own.ATTR_NAME = '_pid'
        WHERE p.DB = DATABASE() AND p.ID <> CONNECTION_ID() AND p.COMMAND NOT IN ('Daemon', 'Binlog Dump', 'Binlog Dump GTID', 'Slave_SQL', 'Slave_IO')
            AND COALESCE(n.ATTR_VALUE, '') NOT REGEXP '{SessionTag.Pattern}'
            AND NOT (COALESCE(d.ATTR_VALUE, '') = COALESCE(own.ATTR_VALUE, '-') AND {Client} = SUBSTRING_INDEX(USER(), '@', -1))
            AND NOT EXISTS (SELECT 1 FROM {Instances} i WHERE CAST(i.process_id AS CHAR) = d.ATTR_VALUE AND i.client = {Client}
                AND {IsAlive(policy)})
        GROUP BY p.USER, COALESCE(n.ATTR_VALUE, p.COMMAND), {Client} ORDER BY 1, 2, 3
        """;

    protected override string TimeText(string column) => $"DATE_FORMAT({column}, '%Y-%m-%dT%H:%i:%sZ')";

    protected override string AgeSeconds(string column) => $"TIMESTAMPDIFF(SECOND, {column}, {Now})";

    protected override string IsAlive(InstancePolicy policy)
        => $"i.last_seen_at > {Now} - INTERVAL GREATEST({Seconds(policy.Window)}, 2 * i.beat_seconds) SECOND";

    protected override string ByBytes(string text) => $"BINARY {text}";

    // The part is ASCII, and the columns compare by bytes.
    protected override string Holds(string text, string part) => $"LOCATE({part}, {text}) > 0";
}
