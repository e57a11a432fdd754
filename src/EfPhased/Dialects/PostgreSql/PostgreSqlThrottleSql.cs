using EfPhased.Configuration;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>https://www.postgresql.org/docs/current/monitoring-stats.html</summary>
internal sealed class PostgreSqlThrottleSql(SqlWriter writer) : ThrottleSql(writer)
{
    // https://www.postgresql.org/docs/current/predefined-roles.html
    private const string MayMonitor = "SELECT pg_has_role('pg_monitor', 'USAGE')";
    private const string Grant = "SELECT 'GRANT pg_monitor TO ' || quote_ident(current_user)";

    protected override IReadOnlyList<SignalSql> All(ThrottleLimits limits) =>
    [
        Lag(limits),
        new(
            "slot backlog",
            "SELECT max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) / 1048576 FROM pg_replication_slots WHERE restart_lsn IS NOT NULL",
            limits.SlotBacklog)
        {
            Unit = "MiB", LeastLimit = 1024,
            LimitQuery = "SELECT CASE WHEN setting::bigint > 0 THEN setting::bigint / 4.0 END FROM pg_settings WHERE name = 'max_slot_wal_keep_size'",
        },
        new(
            "archive backlog",
            "SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready' AND current_setting('archive_mode') <> 'off'",
            limits.ArchiveBacklog)
        {
            Unit = "files", MayRead = MayMonitor, Grant = Grant,
        },
        new(
            "active sessions",
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event_type IS DISTINCT FROM 'Client' AND pid <> pg_backend_pid()",
            limits.ActiveSessions)
        {
            Unit = "sessions", LimitFactor = 1.5, LeastLimit = 8, MayRead = MayMonitor, Grant = Grant,
        },
        new(
            "old transaction",
            """
            SELECT extract(epoch FROM clock_timestamp() - xact_start),
                'session ' || pid || ' (' || coalesce(usename, '') || ', ' || coalesce(nullif(application_name, ''), backend_type) || ')'
            FROM pg_stat_activity WHERE xact_start IS NOT NULL AND backend_type = 'client backend' AND datname = current_database()
            ORDER BY xact_start LIMIT 1
            """,
            limits.OldTransaction.TotalSeconds)
        {
            Unit = "s", WarnsOnly = true, MayRead = MayMonitor, Grant = Grant,
        },
    ];

    public override SignalSql Lag(ThrottleLimits limits) => new(
        "replica lag", "SELECT extract(epoch FROM max(replay_lag)) FROM pg_stat_replication WHERE state IN ('catchup', 'streaming')", limits.ReplicaLag.TotalSeconds)
    {
        Unit = "s", SlowsAt = LagSlowsAt, MayRead = MayMonitor, Grant = Grant,
    };

    // A replica that has applied everything is not behind, however long ago the last transaction was.
    public override SignalSql ReplicaLag(string name, double limit) => new(
        $"lag of replica '{name}'",
        """
        SELECT CASE WHEN NOT pg_is_in_recovery() THEN NULL
            WHEN pg_last_wal_receive_lsn() IS NOT DISTINCT FROM pg_last_wal_replay_lsn() THEN 0
            ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END
        """,
        limit)
    {
        Unit = "s", SlowsAt = LagSlowsAt, NullIsBad = true,
    };

    public override string Vacuum(string table, string? schema)
        => $"VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) {Writer.Table(table, schema)}";
}
