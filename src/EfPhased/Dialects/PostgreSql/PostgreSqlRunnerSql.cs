using System.Data.Common;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// PostgreSQL's SQL of running.
/// </summary>
internal sealed class PostgreSqlRunnerSql(SqlWriter writer, string? schema) : RunnerSql(writer, schema)
{
    // Advisory locks belong to the current database; the key is the first eight bytes of the name.
    private const string LockKey = "hashtextextended('" + LockName + "', 0)";

    public override string Now => "clock_timestamp()";

    // Text forms of keys must not depend on the role's settings; a role's statement_timeout must not end an index build. What a backfill
    // writes goes to the disk as it is written, not all at once with the next checkpoint, behind which every commit would wait.
    public override IReadOnlyList<string> OpenSession =>
    [
        "SET datestyle = 'ISO, YMD'",
        "SET intervalstyle = 'postgres'",
        "SET timezone = 'UTC'",
        "SET extra_float_digits = 1",
        "SET statement_timeout = 0",
        "SET idle_in_transaction_session_timeout = '60s'",
        "SET client_min_messages = warning",
        "SET backend_flush_after = '256kB'",
        $"SET application_name = '{InstanceSql.OwnSessions}'",
    ];

    public override string ResetSession => "RESET ALL";

    public override IReadOnlyList<string> Begin { get; } = ["BEGIN ISOLATION LEVEL READ COMMITTED"];

    public override string TryLock => $"SELECT pg_try_advisory_lock({LockKey})";

    public override string ReleaseLock => $"SELECT pg_advisory_unlock({LockKey})";

    public override string HoldsLock => $"SELECT EXISTS (SELECT 1 FROM pg_locks l WHERE {IsOurLock} AND l.pid = pg_backend_pid())";

    public override string LockHolder =>
        $"""
        SELECT l.pid::text, a.usename, a.application_name, coalesce(host(a.client_addr), 'local'),
            to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')
        FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE {IsOurLock}
        """;

    // Whoever comes after us queues behind our request, so the first attempts are shorter than anybody notices.
    public override IReadOnlyList<TimeSpan> LockLadder { get; } =
    [
        .. Enumerable.Repeat(TimeSpan.FromMilliseconds(50), 12),
        .. Enumerable.Repeat(TimeSpan.FromMilliseconds(80), 12),
        TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2),
    ];

    public override TimeSpan RowLockTimeout => TimeSpan.FromSeconds(1);

    public override TimeSpan ChunkTime => TimeSpan.FromMilliseconds(25);

    public override string? PrimaryKeyName => null;

    public override bool KeepsTriggersOnSwitch => true;

    public override CatalogSql Catalog { get; } = new PostgreSqlCatalogSql(writer);

    public override DependencySql Dependencies { get; } = new PostgreSqlDependencySql(writer);

    public override BackfillSql Backfill { get; } = new PostgreSqlBackfillSql(writer);

    public override GateSql Gate => new PostgreSqlGateSql(this);

    public override InstanceSql Instances { get; } = new PostgreSqlInstanceSql(writer, schema);

    public override LastWriteSql LastWrites { get; } = new PostgreSqlLastWriteSql(writer, schema);

    public override ThrottleSql Throttle { get; } = new PostgreSqlThrottleSql(writer);

    public override SessionSql Sessions { get; } = new PostgreSqlSessionSql(writer, schema);

    public override StatementSql Statements { get; } = new PostgreSqlStatementSql(writer, schema);

    private static string IsOurLock =>
        $"""
        l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND ((l.classid::bigint << 32) | l.objid::bigint) = {LockKey}
        """;

    public override string SecondsSince(string time) => $"extract(epoch FROM clock_timestamp() - {time})";

    public override string TimeText(string column) => $"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

    public override IReadOnlyList<string> LockTimeout(TimeSpan timeout, bool inTransaction)
        => [$"SET {(inTransaction ? "LOCAL " : "")}lock_timeout = '{Milliseconds(timeout)}ms'"];

    // SHARE UPDATE EXCLUSIVE stands in nobody's way but autovacuum's, which ends when somebody has waited for a second. Asking for
    // the strong lock at once would make every reader and writer wait for it too.
    public override string WaitQuietly(string table, string? schema)
        => $"LOCK TABLE {Writer.Table(table, schema)} IN SHARE UPDATE EXCLUSIVE MODE";

    public override IReadOnlyList<string> LockTables(IReadOnlyList<(string Table, string? Schema)> tables)
        => [.. tables.Select(t => $"LOCK TABLE {Writer.Table(t.Table, t.Schema)} IN ACCESS EXCLUSIVE MODE")];

    public override string UnlockTables => "ROLLBACK";

    public override IReadOnlyList<string> LimitGuard { get; } = ["SET LOCAL statement_timeout = '2s'"];

    public override string Blockers(IReadOnlyList<(string Table, string? Schema)> tables)
    {
        var names = tables.Select(t => $"to_regclass({Writer.Literal(Writer.Table(t.Table, t.Schema))})").ToList();
        var holds = names.Count == 0
            ? "a.xact_start < clock_timestamp() - interval '1 second'"
            : $"EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.granted AND l.relation IN ({string.Join(", ", names)}))";
        return
            $"""
            SELECT a.pid::text, coalesce(a.usename, ''), coalesce(nullif(a.application_name, ''), host(a.client_addr), a.backend_type),
                coalesce(a.state, a.backend_type), round(extract(epoch FROM clock_timestamp() - a.xact_start)::numeric, 1)::text,
                left(regexp_replace(a.query, '\s+', ' ', 'g'), 100)
            FROM pg_stat_activity a
            WHERE a.pid <> pg_backend_pid() AND a.datname = current_database() AND {holds}
            ORDER BY a.xact_start LIMIT 5
            """;
    }

    public override ServerFault Classify(DbException exception) => PostgreSqlFaults.Of(exception);
}
