namespace EfPhased.Configuration;

/// <summary>
/// What backfills look at while they work.
/// </summary>
internal sealed record BackfillPolicy
{
    /// <summary>Each has a session of the server.</summary>
    public const int MostWorkers = 32;

    // Who wants to work less than that wants to pause.
    private const double LeastDuty = 0.05;

    private static readonly TimeSpan LongestChunk = TimeSpan.FromSeconds(10);

    /// <summary>The longest time a chunk's transaction should take; null for the server's own default.</summary>
    public TimeSpan? ChunkTime { get; init; }

    /// <summary>How many workers fill a table at once, while others may join from elsewhere; null for one alone.</summary>
    public int? Workers { get; init; }

    /// <summary>The share of the time that the chunks of a worker may take.</summary>
    public double Duty { get; init; } = 1;

    /// <summary>The share of the table after which dead rows are cleaned up, where that is not done by the way; 0 for never.</summary>
    public double VacuumShare { get; init; } = 0.2;

    public ThrottleLimits Limits { get; init; } = new();

    /// <summary>Replicas to look at, besides those that the server names itself.</summary>
    public IReadOnlyList<ReplicaPolicy> Replicas { get; init; } = [];

    /// <summary>Signals of the team's own.</summary>
    public IReadOnlyList<SignalPolicy> Signals { get; init; } = [];

    public void Validate()
    {
        if (ChunkTime <= TimeSpan.Zero || ChunkTime > LongestChunk)
            throw new SettingException("$.run.backfill.chunkTime", "a chunk takes more than 0 and at most 10 seconds: it is how long others wait for its rows.");
        if (Workers is < 1 or > MostWorkers)
            throw new SettingException("$.run.backfill.workers", FormattableString.Invariant($"there are 1 to {MostWorkers} workers."));
        if (Duty is < LeastDuty or > 1)
            throw new SettingException("$.run.backfill.duty", FormattableString.Invariant($"the share of the time is between {LeastDuty} and 1."));
        if (VacuumShare is < 0 or > 1)
            throw new SettingException("$.run.backfill.vacuumShare", "a share is between 0 and 1.");
        Limits.Validate();
        for (var i = 0; i < Replicas.Count; i++)
        {
            if (Replicas[i].Connection is null == Replicas[i].Variable is null || string.IsNullOrWhiteSpace(Replicas[i].Name))
                throw new SettingException($"$.run.backfill.replicas[{i}]", "a replica has a name, and either a connection or the variable that holds it.");
        }

        for (var i = 0; i < Signals.Count; i++)
            Signals[i].Validate($"$.run.backfill.signals[{i}]");
    }
}

/// <summary>
/// Where a backfill stops or slows down. It goes on when the value is at 70 % of the limit again.
/// </summary>
internal sealed record ThrottleLimits
{
    /// <summary>How far a replica may be behind; from a fifth of it the backfill works half of the time. Zero to leave it out.</summary>
    public TimeSpan ReplicaLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sessions that work at the same time; null for 1.5 times what it is at the start, and 8 at least; 0 to leave it out.</summary>
    public int? ActiveSessions { get; init; }

    /// <summary>Log that a replication slot may hold back, in MiB; null for a quarter of the server's limit, or 1,024; 0 to leave it out.</summary>
    public int? SlotBacklog { get; init; }

    /// <summary>Log files that may wait for the archive (42 is GitLab's, lib/gitlab/database/health_status); 0 to leave it out.</summary>
    public int ArchiveBacklog { get; init; } = 42;

    /// <summary>Old versions of rows that MySQL and MariaDB may hold (their history list); 0 to leave it out.</summary>
    public long History { get; init; } = 1_000_000;

    /// <summary>
    /// How many times longer than in the first minute a row may take, more than 1; above it the backfill works half of the time. 0 to leave
    /// it out.
    /// </summary>
    public double OwnTime { get; init; } = 3;

    /// <summary>The age of a transaction that keeps the server from cleaning up, from which the backfill warns; zero to leave it out.</summary>
    public TimeSpan OldTransaction { get; init; } = TimeSpan.FromMinutes(30);

    public void Validate()
    {
        if (ReplicaLag < TimeSpan.Zero || OldTransaction < TimeSpan.Zero || ActiveSessions < 0 || SlotBacklog < 0 || ArchiveBacklog < 0 || History < 0)
            throw new SettingException("$.run.backfill.limits", "a limit is negative.");
        if (OwnTime is not (0 or > 1))
            throw new SettingException("$.run.backfill.limits.ownTime", "a row takes more than 1 times as long before it is too long; 0 leaves it out.");
    }
}

/// <param name="Name">Its name, for people.</param>
/// <param name="Connection">Its connection string.</param>
/// <param name="Variable">The environment variable that holds the connection string.</param>
internal sealed record ReplicaPolicy(string Name, string? Connection = null, string? Variable = null);

/// <summary>
/// A signal of the team's own: a query, a command or an address.
/// </summary>
internal sealed record SignalPolicy
{
    public string Name { get; init; } = "";

    /// <summary>A query with one number: the backfill stops while it is above the limit.</summary>
    public string? Sql { get; init; }

    /// <summary>A command: the backfill stops while it ends with another exit code than 0, or prints a number above the limit.</summary>
    public string? Command { get; init; }

    /// <summary>An address: the backfill stops while it does not answer 200, or takes more milliseconds than the limit.</summary>
    public Uri? Http { get; init; }

    /// <summary>The limit; 0 for a query without one.</summary>
    public double? Limit { get; init; }

    public void Validate(string path)
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw new SettingException(path, "a signal has a name.");
        if (new object?[] { Sql, Command, Http }.Count(s => s is not null) != 1)
            throw new SettingException(path, "a signal is one of 'sql', 'command' and 'http'.");
        if (Http is { } http && (!http.IsAbsoluteUri || http.Scheme is not ("http" or "https")))
            throw new SettingException(path, $"'{http}' is no http or https address.");
    }
}
