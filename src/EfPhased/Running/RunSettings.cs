using System.Reflection;
using EfPhased.Gates;

namespace EfPhased.Running;

/// <summary>
/// What a run may do and how long it may wait.
/// </summary>
internal sealed record RunSettings
{
    /// <summary>How long to wait while another run works on the same database; zero refuses at once.</summary>
    public TimeSpan LockWait { get; init; }

    /// <summary>How often a statement that waits for a table lock is tried before the run gives up.</summary>
    public int LockAttempts { get; init; } = 30;

    /// <summary>How long all attempts of one statement may take together.</summary>
    public TimeSpan LockTimeLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Tables with more rows are not backfilled; null when somebody watches the run.</summary>
    public long? MaxUnwatchedRows { get; init; }

    /// <summary>The longest time a chunk's transaction should take; null for the dialect's own.</summary>
    public TimeSpan? ChunkTime { get; init; }

    /// <summary>What the gate asks for.</summary>
    public GatePolicy Policy { get; init; } = new();

    /// <summary>Conditions that somebody has decided to override.</summary>
    public IReadOnlyList<GateOverride> Overrides { get; init; } = [];

    /// <summary>The file with the evidence of a reference scan; null where there is none.</summary>
    public string? Evidence { get; init; }

    /// <summary>The machine that runs, for the journal.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>The version of EfPhased that runs, for the journal.</summary>
    public string Version { get; init; } = typeof(RunSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0] ?? "0";
}
