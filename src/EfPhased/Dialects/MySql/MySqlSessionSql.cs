namespace EfPhased.Dialects.MySql;

internal sealed class MySqlSessionSql(SqlWriter writer, string? schema) : SessionSql(writer, schema)
{
    public override IReadOnlyList<string> CreateTables =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS {Runs} (
            name varchar(20) NOT NULL,
            owner varchar(36) NOT NULL,
            kind varchar(10) NOT NULL,
            host varchar(255) NOT NULL,
            process int NOT NULL,
            session varchar(20) NOT NULL,
            version varchar(64) NOT NULL,
            started_at datetime(6) NOT NULL,
            heartbeat_at datetime(6) NOT NULL,
            PRIMARY KEY (name)) CHARACTER SET utf8mb4
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Workers} (
            migration_id varchar(150) NOT NULL,
            step int NOT NULL,
            host varchar(255) NOT NULL,
            process int NOT NULL,
            rows_per_second double NULL,
            overall_rate double NULL,
            waits_for varchar(500) NULL,
            waits_since datetime(6) NULL,
            rows_skipped bigint NOT NULL,
            rows_compared bigint NULL,
            heartbeat_at datetime(6) NOT NULL,
            PRIMARY KEY (migration_id, step)) CHARACTER SET utf8mb4
        """,
    ];

    public override string Current => "SELECT CAST(CONNECTION_ID() AS CHAR)";

    // GET_LOCK keeps a proxy from sharing the session: https://proxysql.com/documentation/multiplexing/
    public override string? ClientNumberProperty => null;

    // Whoever came to a metadata lock after us may have come for another table: too many are counted rather than too few.
    public override string BlockedBy(string session) =>
        $"""
        SELECT COUNT(*) FROM information_schema.PROCESSLIST w JOIN information_schema.PROCESSLIST o ON o.ID = {session}
        WHERE w.ID <> o.ID AND w.DB = o.DB AND w.STATE = 'Waiting for table metadata lock' AND w.TIME <= o.TIME
        """;

    public override string CancelStatement(string session) => $"KILL QUERY {session}";

    public override string EndSession(string session) => $"KILL {session}";

    public override string? ProgressOf(string session) => null;
}
