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

    public override IReadOnlyList<string> CreateTables =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS {Journal} (
            migration_id varchar(150) NOT NULL,
            direction varchar(4) NOT NULL,
            step integer NOT NULL,
            step_hash varchar(64) NOT NULL,
            operation text NOT NULL,
            state varchar(10) NOT NULL,
            attempts integer NOT NULL,
            started_at timestamp with time zone NOT NULL,
            finished_at timestamp with time zone NULL,
            host varchar(255) NOT NULL,
            version varchar(64) NOT NULL,
            error text NULL,
            PRIMARY KEY (migration_id, direction, step))
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Backfills} (
            migration_id varchar(150) NOT NULL,
            step integer NOT NULL,
            step_hash varchar(64) NOT NULL,
            change_name varchar(150) NOT NULL,
            table_name varchar(255) NOT NULL,
            desired_state varchar(10) NOT NULL,
            state varchar(10) NOT NULL,
            last_key text NULL,
            end_key text NULL,
            rows_done bigint NOT NULL,
            rows_total bigint NULL,
            rows_differing bigint NULL,
            started_at timestamp with time zone NOT NULL,
            updated_at timestamp with time zone NOT NULL,
            finished_at timestamp with time zone NULL,
            verified_at timestamp with time zone NULL,
            PRIMARY KEY (migration_id, step))
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Overrides} (
            change_name varchar(150) NOT NULL,
            migration_id varchar(150) NOT NULL,
            condition_name varchar(50) NOT NULL,
            reason text NOT NULL,
            evidence text NOT NULL,
            given_at timestamp with time zone NOT NULL,
            given_by varchar(255) NOT NULL,
            host varchar(255) NOT NULL,
            version varchar(64) NOT NULL,
            PRIMARY KEY (migration_id, condition_name, given_at))
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Verifications} (
            change_name varchar(150) NOT NULL,
            hash varchar(64) NOT NULL,
            table_name varchar(255) NOT NULL,
            last_key text NOT NULL,
            started_at timestamp with time zone NOT NULL,
            PRIMARY KEY (change_name, hash))
        """,
        .. Instances.CreateTables,
        .. LastWrites.CreateTables,
        .. Statements.CreateTables,
    ];

    // Text forms of keys must not depend on the role's settings; a role's statement_timeout must not end an index build.
    public override IReadOnlyList<string> OpenSession =>
    [
        "SET datestyle = 'ISO, YMD'",
        "SET intervalstyle = 'postgres'",
        "SET timezone = 'UTC'",
        "SET extra_float_digits = 1",
        "SET statement_timeout = 0",
        "SET idle_in_transaction_session_timeout = '60s'",
        "SET client_min_messages = warning",
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

    public override string LockTable(string table, string? schema) => $"LOCK TABLE {Writer.Table(table, schema)} IN ACCESS EXCLUSIVE MODE";

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
