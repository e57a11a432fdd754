namespace EfPhased.Dialects;

/// <summary>
/// The SQL by which a run looks at sessions of the server, its own among them, and says who it is.
/// </summary>
internal abstract class SessionSql(SqlWriter writer, string? schema)
{
    public const string RunTable = "__EFPhasedRun";
    public const string WorkerTable = "__EFPhasedWorker";
    public const string RangeTable = "__EFPhasedRange";

    public static IReadOnlyList<string> TableNames { get; } = [RunTable, WorkerTable, RangeTable];

    public string Runs => Writer.Table(RunTable, schema);

    public string Workers => Writer.Table(WorkerTable, schema);

    public string Ranges => Writer.Table(RangeTable, schema);

    protected SqlWriter Writer { get; } = writer;

    /// <summary>Tables that only a run needs, not those who run SQL alone.</summary>
    public IReadOnlyList<string> CreateTables =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS {Runs} (
            name varchar(20) NOT NULL,
            owner varchar(36) NOT NULL,
            kind varchar(10) NOT NULL,
            host varchar(255) NOT NULL,
            process integer NOT NULL,
            session varchar(20) NOT NULL,
            version varchar(64) NOT NULL,
            started_at {Writer.TimeType} NOT NULL,
            heartbeat_at {Writer.TimeType} NOT NULL,
            PRIMARY KEY (name)){Writer.OwnTableOptions}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Workers} (
            migration_id varchar(150) NOT NULL,
            step integer NOT NULL,
            worker varchar(40) NOT NULL,
            host varchar(255) NOT NULL,
            process integer NOT NULL,
            rows_per_second double precision NULL,
            overall_rate double precision NULL,
            waits_for varchar(500) NULL,
            waits_since {Writer.TimeType} NULL,
            rows_skipped bigint NOT NULL,
            rows_compared bigint NULL,
            heartbeat_at {Writer.TimeType} NOT NULL,
            PRIMARY KEY (migration_id, step, worker)){Writer.OwnTableOptions}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Ranges} (
            migration_id varchar(150) NOT NULL,
            step integer NOT NULL,
            number bigint NOT NULL,
            worker varchar(40) NOT NULL,
            last_key text NULL,
            end_key text NOT NULL,
            rows_done bigint NOT NULL,
            PRIMARY KEY (migration_id, step, number)){Writer.OwnTableOptions}
        """,
    ];

    /// <summary>The server's number of the session that asks.</summary>
    public abstract string Current { get; }

    /// <summary>
    /// The property of the driver's connection with the number that the server gave it when it connected; where it is another one than
    /// <see cref="Current"/>, a pooler stands between. Null where nobody has to ask, because every setting and lock of a session stays.
    /// </summary>
    public abstract string? ClientNumberProperty { get; }

    /// <summary>Marks a transaction as a run's, so that its session can be found while it lasts; null where no pooler is ever noticed.</summary>
    /// <param name="run">A number that no other run has.</param>
    public abstract SessionMark? Mark(int run);

    /// <summary>How many sessions wait for a lock because of a session's statement or its place in the queue.</summary>
    /// <param name="session">A number that <see cref="Current"/> gave, or the expression of a mark.</param>
    public abstract string BlockedBy(string session);

    /// <summary>Ends what a session is executing, not the session.</summary>
    public abstract string CancelStatement(string session);

    public abstract string EndSession(string session);

    /// <summary>
    /// How far a session's long statement is: phase, share done (0 to 1, null when unknown), the session that it waits for, that session's
    /// application and the seconds since its transaction began. No row when the server does not know. Null where no server tells.
    /// </summary>
    public abstract string? ProgressOf(string session);
}

/// <param name="Take">The statement that marks the open transaction.</param>
/// <param name="Session">An expression for the number of the session that has the mark; NULL while none has.</param>
internal sealed record SessionMark(string Take, string Session);
