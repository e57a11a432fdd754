using System.Reflection;
using EfPhased.Configuration;
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

    /// <summary>How much one attempt may cost others before it is ended: sessions that wait for it, times the seconds that they do.</summary>
    public double DamagePerAttempt { get; init; } = 10;

    /// <summary>How much all attempts of a run may cost others together.</summary>
    public double DamagePerRun { get; init; } = 20;

    /// <summary>The hours in which table locks may be asked for; null for any.</summary>
    public TimeWindow? LockWindow { get; init; }

    /// <summary>End the session of a run that is no longer heard of, instead of waiting for the server to notice.</summary>
    public bool TakeOver { get; init; }

    /// <summary>Tells the hour.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Tables with more rows are not backfilled; null when somebody watches the run.</summary>
    public long? MaxUnwatchedRows { get; init; }

    /// <summary>The longest time a chunk's transaction should take; null for the dialect's own.</summary>
    public TimeSpan? ChunkTime { get; init; }

    /// <summary>How many workers fill a table at once, while others may join from elsewhere; null for one alone.</summary>
    public int? Workers { get; init; }

    /// <summary>How many chunks a worker claims at a time: enough that claiming costs nothing, and little is left when it dies.</summary>
    public int RangeChunks { get; init; } = 20;

    /// <summary>What backfills look at to stay out of the way; null for nothing.</summary>
    public BackfillPolicy? Backfill { get; init; }

    /// <summary>How many rows that cannot be filled a backfill may leave out; each is reported, and the comparison at the end still finds it.</summary>
    public long MaxSkippedRows { get; init; }

    /// <summary>What the gate asks for.</summary>
    public GatePolicy Policy { get; init; } = new();

    /// <summary>Conditions that somebody has decided to override.</summary>
    public IReadOnlyList<GateOverride> Overrides { get; init; } = [];

    /// <summary>What a rollback may lose; nothing by default.</summary>
    public Func<DataLoss, bool> AcceptsLoss { get; init; } = _ => false;

    /// <summary>The file with the evidence of a reference scan; null where there is none.</summary>
    public string? Evidence { get; init; }

    /// <summary>The machine that runs, for the journal.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>The version of EfPhased that runs, for the journal.</summary>
    public string Version { get; init; } = typeof(RunSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0] ?? "0";
}
