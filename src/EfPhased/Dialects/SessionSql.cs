namespace EfPhased.Dialects;

/// <summary>
/// The SQL by which a run looks at sessions of the server, its own among them, and says who it is.
/// </summary>
internal abstract class SessionSql(SqlWriter writer, string? schema)
{
    public const string RunTable = "__EFPhasedRun";
    public const string WorkerTable = "__EFPhasedWorker";

    public static IReadOnlyList<string> TableNames { get; } = [RunTable, WorkerTable];

    public string Runs => Writer.Table(RunTable, schema);

    public string Workers => Writer.Table(WorkerTable, schema);

    protected SqlWriter Writer { get; } = writer;

    /// <summary>Tables that only a run needs, not those who run SQL alone.</summary>
    public abstract IReadOnlyList<string> CreateTables { get; }

    /// <summary>The server's number of the session that asks.</summary>
    public abstract string Current { get; }

    /// <summary>
    /// The property of the driver's connection with the number that the server gave it when it connected; where it is another one than
    /// <see cref="Current"/>, a pooler stands between. Null where nobody has to ask, because every setting and lock of a session stays.
    /// </summary>
    public abstract string? ClientNumberProperty { get; }

    /// <summary>How many sessions wait for a lock because of a session's statement or its place in the queue.</summary>
    /// <param name="session">A number that <see cref="Current"/> gave.</param>
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
