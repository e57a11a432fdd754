using System.Data.Common;
using System.Globalization;

namespace EfPhased.Dialects;

/// <summary>
/// The SQL of running that differs between servers: sessions, locks, and the tables in which a run remembers.
/// </summary>
/// <param name="writer">Quotes names and literals.</param>
/// <param name="schema">The schema of EF Core's history table, which our tables share; null for the default one.</param>
internal abstract class RunnerSql(SqlWriter writer, string? schema)
{
    public const string JournalTable = "__EFPhasedJournal";
    public const string BackfillTable = "__EFPhasedBackfill";
    public const string OverrideTable = "__EFPhasedOverride";
    public const string VerificationTable = "__EFPhasedVerification";

    /// <summary>One run at a time per database: all runs ask for the lock of this name.</summary>
    protected const string LockName = "EfPhased";

    public SqlWriter Writer { get; } = writer;

    public string? Schema { get; } = schema;

    public string Journal => Writer.Table(JournalTable, Schema);

    public string Backfills => Writer.Table(BackfillTable, Schema);

    public string Overrides => Writer.Table(OverrideTable, Schema);

    public string Verifications => Writer.Table(VerificationTable, Schema);

    /// <summary>The server's clock, as an expression.</summary>
    public abstract string Now { get; }

    /// <summary>Text to a time, as the server writes it: for reading times back, whatever the driver.</summary>
    public abstract string TimeText(string column);

    /// <summary>Seconds from a time to now, as an expression.</summary>
    public abstract string SecondsSince(string time);

    /// <summary>The migration among several that was completed last, and how many seconds ago: one row, or none.</summary>
    /// <param name="ids">Literals of the ids, separated by commas.</param>
    public string LastApplied(string ids)
        => $"SELECT migration_id, {SecondsSince("finished_at")} FROM {Journal} WHERE direction = 'up' AND state = 'done' "
            + $"AND migration_id IN ({ids}) AND finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1";

    public IReadOnlyList<string> CreateTables =>
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
            started_at {Writer.TimeType} NOT NULL,
            finished_at {Writer.TimeType} NULL,
            host varchar(255) NOT NULL,
            version varchar(64) NOT NULL,
            error text NULL,
            PRIMARY KEY (migration_id, direction, step)){Writer.OwnTableOptions}
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
            is_shared smallint NOT NULL DEFAULT 0,
            started_at {Writer.TimeType} NOT NULL,
            updated_at {Writer.TimeType} NOT NULL,
            finished_at {Writer.TimeType} NULL,
            verified_at {Writer.TimeType} NULL,
            PRIMARY KEY (migration_id, step)){Writer.OwnTableOptions}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Overrides} (
            change_name varchar(150) NOT NULL,
            migration_id varchar(150) NOT NULL,
            condition_name varchar(50) NOT NULL,
            reason text NOT NULL,
            evidence text NOT NULL,
            given_at {Writer.TimeType} NOT NULL,
            given_by varchar(255) NOT NULL,
            host varchar(255) NOT NULL,
            version varchar(64) NOT NULL,
            PRIMARY KEY (migration_id, condition_name, given_at)){Writer.OwnTableOptions}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Verifications} (
            change_name varchar(150) NOT NULL,
            hash varchar(64) NOT NULL,
            table_name varchar(255) NOT NULL,
            last_key text NOT NULL,
            started_at {Writer.TimeType} NOT NULL,
            PRIMARY KEY (change_name, hash)){Writer.OwnTableOptions}
        """,
        .. Instances.CreateTables,
        .. LastWrites.CreateTables,
        .. Statements.CreateTables,
    ];

    /// <summary>Settings of a session that changes the schema.</summary>
    public abstract IReadOnlyList<string> OpenSession { get; }

    /// <summary>Takes the settings back, because the driver may hand the session to the application next.</summary>
    public abstract string ResetSession { get; }

    /// <summary>Begins a transaction that sees what others commit.</summary>
    public abstract IReadOnlyList<string> Begin { get; }

    /// <summary>Takes the run's lock if it is free; true when it was.</summary>
    public abstract string TryLock { get; }

    public abstract string ReleaseLock { get; }

    public abstract string HoldsLock { get; }

    /// <summary>Who holds the run's lock: session, user, application, host, since.</summary>
    public abstract string LockHolder { get; }

    /// <summary>How long one attempt after the other may wait for a table lock; the last one repeats.</summary>
    public abstract IReadOnlyList<TimeSpan> LockLadder { get; }

    /// <summary>How long a statement may wait for locks behind which nobody queues.</summary>
    public static TimeSpan PatientLockTimeout { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a chunk of a backfill waits for a row.</summary>
    public abstract TimeSpan RowLockTimeout { get; }

    /// <summary>The longest time that a chunk's transaction should take.</summary>
    public abstract TimeSpan ChunkTime { get; }

    /// <summary>The name under which the catalog lists a primary key; null for the name it was given.</summary>
    public abstract string? PrimaryKeyName { get; }

    /// <summary>A shim keeps its triggers when it switches; otherwise it gets new ones.</summary>
    public abstract bool KeepsTriggersOnSwitch { get; }

    /// <summary>Bounds the wait for locks in the current transaction, or in the session where there is none.</summary>
    public abstract IReadOnlyList<string> LockTimeout(TimeSpan timeout, bool inTransaction);

    /// <summary>
    /// Waits for work on the table that gives way or ends, such as autovacuum, without letting anybody queue behind us. Null where
    /// the server has no such lock.
    /// </summary>
    public abstract string? WaitQuietly(string table, string? schema);

    /// <summary>Takes the lock that a drop needs, so that questions can be asked before it.</summary>
    public abstract IReadOnlyList<string> LockTables(IReadOnlyList<(string Table, string? Schema)> tables);

    /// <summary>Gives such locks back where the end of a transaction does not.</summary>
    public abstract string UnlockTables { get; }

    /// <summary>Bounds how long each question under that lock may take.</summary>
    public abstract IReadOnlyList<string> LimitGuard { get; }

    /// <summary>Sessions that may hold up a statement on the tables: session, user, application, state, age in seconds, statement.</summary>
    public abstract string Blockers(IReadOnlyList<(string Table, string? Schema)> tables);

    public abstract ServerFault Classify(DbException exception);

    /// <summary>
    /// What to run instead of a statement that was to change the catalog alone and that the server refused for that: the same change,
    /// for which it builds the table anew beside readers and writers. Null where there is no such way.
    /// </summary>
    public virtual string? Instead(string statement, DbException refusal) => null;

    /// <summary>True for a statement that may work for as long as a table is large: no lock may be held around it.</summary>
    public virtual bool IsLong(string statement) => false;

    /// <summary>The catalog's answers about single objects.</summary>
    public abstract CatalogSql Catalog { get; }

    /// <summary>What in the catalog depends on an object.</summary>
    public abstract DependencySql Dependencies { get; }

    public abstract BackfillSql Backfill { get; }

    /// <summary>The gate for those who run SQL alone.</summary>
    public abstract GateSql Gate { get; }

    /// <summary>Who runs which version of the application.</summary>
    public abstract InstanceSql Instances { get; }

    /// <summary>When the old shape was last written to alone.</summary>
    public abstract LastWriteSql LastWrites { get; }

    /// <summary>What a backfill looks at to stay out of the way.</summary>
    public abstract ThrottleSql Throttle { get; }

    /// <summary>Sessions of the server, and who runs.</summary>
    public abstract SessionSql Sessions { get; }

    /// <summary>Begins a transaction in a session that may be another one each time: what a session is set to goes along.</summary>
    public IReadOnlyList<string> BeginShared => [.. Begin, .. OpenSession.Select(s => s.Replace("SET ", "SET LOCAL ", StringComparison.Ordinal))];

    /// <summary>What the server counts of statements.</summary>
    public abstract StatementSql Statements { get; }

    protected static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    protected static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
