using EfPhased.Gates;
using EfPhased.Instances;
using EfPhased.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// The SQL of live instances: the rows by which they say that they are alive, the models that have been seen, and the server's
/// own list of sessions.
/// </summary>
/// <param name="writer">Quotes names and literals.</param>
/// <param name="schema">The schema of EF Core's history table, which our tables share; null for the default one.</param>
internal abstract class InstanceSql(SqlWriter writer, string? schema)
{
    public const string InstanceTable = "__EFPhasedInstance";
    public const string ModelTable = "__EFPhasedModel";

    public static IReadOnlyList<string> TableNames { get; } = [InstanceTable, ModelTable];

    /// <summary>What the tool's own sessions are called.</summary>
    public const string OwnSessions = "EfPhased";

    /// <summary>How long the row of an instance that ended without a word is kept for people to see.</summary>
    protected const int DaysKept = 7;

    protected SqlWriter Writer { get; } = writer;

    protected string Instances { get; } = writer.Table(InstanceTable, schema);

    protected string Models { get; } = writer.Table(ModelTable, schema);

    public string Tables => $"{Instances} and {Models}";

    public IReadOnlyList<string> CreateTables =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS {Instances} (
            instance_id varchar(32) NOT NULL,
            context_name varchar(255) NOT NULL,
            application varchar(255) NOT NULL,
            version varchar(64) NOT NULL,
            host varchar(255) NOT NULL,
            process_id integer NOT NULL,
            client varchar(255) NULL,
            db_user varchar(255) NOT NULL,
            tagged integer NOT NULL,
            beat_seconds integer NOT NULL,
            fingerprint varchar(8) NOT NULL,
            last_migration varchar(150) NULL,
            started_at {Writer.TimeType} NOT NULL,
            last_seen_at {Writer.TimeType} NOT NULL,
            PRIMARY KEY (instance_id)){Writer.OwnTableOptions}
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {Models} (
            fingerprint varchar(8) NOT NULL,
            application varchar(255) NOT NULL,
            version varchar(64) NOT NULL,
            context_name varchar(255) NOT NULL,
            last_migration varchar(150) NULL,
            mapped {Writer.LongTextType} NOT NULL,
            first_seen_at {Writer.TimeType} NOT NULL,
            last_seen_at {Writer.TimeType} NOT NULL,
            PRIMARY KEY (fingerprint, application, version)){Writer.OwnTableOptions}
        """,
    ];

    /// <summary>Notes that a build with this model has been seen.</summary>
    public abstract string RegisterModel { get; }

    /// <summary>Writes the row of an instance.</summary>
    public abstract string Register(InstanceIdentity identity, TimeSpan interval);

    /// <summary>Says that an instance is alive.</summary>
    public string Beat => $"UPDATE {Instances} SET last_seen_at = {Now} WHERE instance_id = @id";

    public string Remove => $"DELETE FROM {Instances} WHERE instance_id = @id";

    public abstract string Prune { get; }

    /// <summary>True where an instance has ever registered.</summary>
    public string AnyModel => $"SELECT COUNT(*) FROM {Models}";

    /// <summary>
    /// All instances that have not said goodbye: id, application, version, context, host, process, address, user, migration, fingerprint,
    /// started and last seen as times, seconds since last seen, 1 where its sessions are tagged, seconds between its beats.
    /// </summary>
    public string All =>
        $"""
        SELECT i.instance_id, i.application, i.version, i.context_name, i.host, i.process_id, i.client, i.db_user, i.last_migration, i.fingerprint,
            {TimeText("i.started_at")}, {TimeText("i.last_seen_at")}, {AgeSeconds("i.last_seen_at")}, i.tagged, i.beat_seconds
        FROM {Instances} i ORDER BY i.last_seen_at DESC, i.instance_id
        """;

    /// <summary>What a model maps, for each fingerprint that has been seen: fingerprint, JSON list.</summary>
    public string MappedByFingerprint => $"SELECT DISTINCT fingerprint, mapped FROM {Models}";

    /// <summary>
    /// Why a contract must not run, as one SELECT with a line of text for each reason: instances that are alive and map what goes, and
    /// tagged sessions of such models or of models that nobody knows.
    /// </summary>
    /// <param name="removes">What goes.</param>
    /// <param name="policy">What counts as alive, and what to make of untagged sessions.</param>
    /// <param name="newer">Fingerprints that are known not to map what goes, though no instance has registered them.</param>
    public abstract string Refusals(IReadOnlyList<RemovedObject> removes, InstancePolicy policy, IReadOnlyList<string> newer);

    /// <summary>
    /// Instances of a context that are alive and of a build from before a migration, and so may write what it forbids: a line of text
    /// for each.
    /// </summary>
    /// <param name="context">The context's name.</param>
    /// <param name="first">The first migration of the change, which newer builds know.</param>
    /// <param name="contract">The migration that forbids something.</param>
    /// <param name="policy">What counts as alive.</param>
    public string OlderBuilds(string context, string first, string contract, InstancePolicy policy) =>
        $"""
        SELECT CONCAT(i.application, ' ', i.version, ' (', i.context_name, ') on ', i.host, ', process ', i.process_id, ', knows migrations up to ',
            COALESCE(i.last_migration, 'none'), {Writer.Literal($" and may write what '{contract}' forbids")}) AS refusal
        FROM {Instances} i
        WHERE {IsAlive(policy)} AND i.context_name = {Writer.Literal(context)} AND (i.last_migration IS NULL OR {ByBytes("i.last_migration")} < {ByBytes(Writer.Literal(first))})
        """;

    /// <summary>
    /// Sessions that carry no tag and belong to no registered instance, ours excepted: user, application, address, how many, first
    /// session's number.
    /// </summary>
    public abstract string Untagged(InstancePolicy policy);

    /// <summary>What this user cannot see of other users' sessions, as one text; no row where it sees all.</summary>
    public abstract string Hidden { get; }

    /// <summary>How many distinct builds have first been seen since a time: one number.</summary>
    public string BuildsSince(string time) => $"SELECT COUNT(*) FROM {Models} WHERE first_seen_at > {time}";

    protected abstract string Now { get; }

    protected abstract string TimeText(string column);

    protected abstract string AgeSeconds(string column);

    /// <summary>The condition that a list of mapped names holds one of the removed objects.</summary>
    protected string MapsAny(string mapped, IReadOnlyList<RemovedObject> removes)
        => removes.Count == 0 ? "1 = 0" : $"({string.Join(" OR ", removes.Select(r => Holds(mapped, Writer.Literal(ModelShape.Entry(r)))))})";

    /// <summary>The condition that an instance has been heard of lately, or that its next beat is not due.</summary>
    protected abstract string IsAlive(InstancePolicy policy);

    /// <summary>The text as it is compared by its bytes.</summary>
    protected abstract string ByBytes(string text);

    protected abstract string Holds(string text, string part);

    protected static string Seconds(TimeSpan time) => FormattableString.Invariant($"{(long)Math.Ceiling(time.TotalSeconds)}");

    protected string OrNone(IEnumerable<string> texts) => string.Join(", ", texts.Select(Writer.Literal).DefaultIfEmpty("''"));
}
