using System.Text.Json;
using EfPhased.Configuration;

namespace EfPhased.Gates;

/// <summary>
/// What a team asks for before a contract may run: the <c>gate</c> section of <c>efphased.json</c>.
/// </summary>
internal sealed record GatePolicy
{
    /// <summary>The least time between the end of Switch and Contract; null when none is asked for.</summary>
    public TimeSpan? Soak { get; init; }

    /// <summary>The least number of newer builds that must have started since Switch; 0 when none is asked for.</summary>
    public int Deployments { get; init; }

    /// <summary>The least time since something was last written through the old shape alone; zero to leave it out.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(10);

    public InstancePolicy Instances { get; init; } = new();

    public EvidencePolicy Evidence { get; init; } = new();

    /// <summary>The proof of a recovery point; null when none is asked for.</summary>
    public BackupPolicy? Backup { get; init; }

    /// <summary>Conditions that refuse when they cannot be checked, by name.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <exception cref="JsonException">A value makes no sense.</exception>
    public void Validate()
    {
        if (Soak < TimeSpan.Zero || Quiet < TimeSpan.Zero || Instances.Window < TimeSpan.Zero || Evidence.MaxAge < TimeSpan.Zero || Deployments < 0)
            throw new SettingException("$.gate", "a time or a number is negative.");
        if (Backup is { } backup && (string.IsNullOrWhiteSpace(backup.Command) || backup.MaxAge <= TimeSpan.Zero || backup.TimeLimit <= TimeSpan.Zero))
            throw new SettingException("$.gate.backup", "'command' is empty, or 'maxAge' or 'timeLimit' is not above zero.");
        if (Required.FirstOrDefault(r => GateConditions.Find(r) is null) is { } unknown)
            throw new SettingException("$.gate.required", $"there is no condition '{unknown}'. There are: {GateConditions.Names}.");
    }
}

internal sealed record InstancePolicy
{
    /// <summary>For how long an instance that is no longer heard of still counts as alive.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What to make of sessions that carry no tag.</summary>
    public UntaggedSessions Untagged { get; init; } = UntaggedSessions.Warn;
}

internal enum UntaggedSessions
{
    /// <summary>List them, and go on.</summary>
    Warn,

    /// <summary>Refuse while there are any.</summary>
    Refuse,
}

internal sealed record EvidencePolicy
{
    /// <summary>How old the scan may be; null for any age.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The commit that must have been scanned, as its full id or the beginning of it; null for any.</summary>
    public string? Commit { get; init; }

    /// <summary>Accept a scan of files that were not committed.</summary>
    public bool AllowDirty { get; init; } = true;
}

internal sealed record BackupPolicy
{
    /// <summary>A command of the system's shell that exits with 0 and prints the time of the newest recovery point (ISO 8601).</summary>
    public required string Command { get; init; }

    /// <summary>How old the recovery point may be.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long the command may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(1);
}
