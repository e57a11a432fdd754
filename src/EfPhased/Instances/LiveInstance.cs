namespace EfPhased.Instances;

/// <summary>
/// An instance that has registered and not said goodbye.
/// </summary>
internal sealed record LiveInstance
{
    public required string Id { get; init; }

    public required string Application { get; init; }

    public required string Version { get; init; }

    public required string Context { get; init; }

    public required string Host { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>The address that the server sees; null where the client is on the same machine.</summary>
    public string? Client { get; init; }

    public required string User { get; init; }

    /// <summary>The last migration that its build knows.</summary>
    public string? LastMigration { get; init; }

    public required string Fingerprint { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>The time since it was last heard of, by the server's clock.</summary>
    public required TimeSpan Silence { get; init; }

    /// <summary>False for one that ended without a word.</summary>
    public required bool IsAlive { get; init; }

    public required bool IsTagged { get; init; }

    /// <summary>Pending changes whose old shape its model still maps.</summary>
    public IReadOnlyList<string> HoldsBack { get; init; } = [];
}

/// <summary>Sessions of one kind that carry no tag and belong to no registered instance.</summary>
/// <param name="User">The database user.</param>
/// <param name="Application">What they call themselves.</param>
/// <param name="Client">The address they come from.</param>
/// <param name="Count">How many there are.</param>
/// <param name="FirstSession">The server's number of one of them.</param>
internal sealed record UntaggedClient(string User, string Application, string Client, int Count, string FirstSession)
{
    public override string ToString()
        => FormattableString.Invariant($"{Count} untagged session{(Count == 1 ? "" : "s")} of {User} ({Application}) from {Client}, first {FirstSession}");
}

/// <summary>Who works with the database.</summary>
/// <param name="HasRegistered">False where no instance has ever registered.</param>
/// <param name="Instances">The registered instances, last seen first.</param>
/// <param name="Untagged">Everybody else.</param>
/// <param name="Hidden">What this user may not see; null where it sees all.</param>
internal sealed record InstanceList(
    bool HasRegistered, IReadOnlyList<LiveInstance> Instances, IReadOnlyList<UntaggedClient> Untagged, string? Hidden);
