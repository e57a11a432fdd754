using EfPhased.Running;

namespace EfPhased.Configuration;

/// <summary>
/// The <c>run</c> section of <c>efphased.json</c>: how runs stay out of the application's way.
/// </summary>
internal sealed record RunPolicy
{
    public LockPolicy Locks { get; init; } = new();

    public BackfillPolicy Backfill { get; init; } = new();

    /// <exception cref="SettingException">A value makes no sense.</exception>
    public void Validate()
    {
        Locks.Validate();
        Backfill.Validate();
    }

    /// <summary>Settings of a run with what the team has decided.</summary>
    public RunSettings ApplyTo(RunSettings settings) => settings with
    {
        LockAttempts = Locks.Attempts ?? settings.LockAttempts,
        LockTimeLimit = Locks.TimeLimit ?? settings.LockTimeLimit,
        DamagePerAttempt = Locks.DamagePerAttempt ?? settings.DamagePerAttempt,
        DamagePerRun = Locks.DamagePerRun ?? settings.DamagePerRun,
        LockWindow = TimeWindow.TryParse(Locks.Window, out var window) ? window : settings.LockWindow,
        ChunkTime = Backfill.ChunkTime ?? settings.ChunkTime,
        Workers = Backfill.Workers ?? settings.Workers,
        Backfill = Backfill,
    };
}

internal sealed record LockPolicy
{
    /// <summary>How often a statement that waits for a table lock is tried.</summary>
    public int? Attempts { get; init; }

    /// <summary>How long all attempts of one statement may take together.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Sessions times seconds that may wait for one attempt.</summary>
    public double? DamagePerAttempt { get; init; }

    /// <summary>Sessions times seconds that may wait for all attempts of a run.</summary>
    public double? DamagePerRun { get; init; }

    /// <summary>The hours in which table locks may be asked for, such as <c>01:00-05:00</c>.</summary>
    public string? Window { get; init; }

    public void Validate()
    {
        if (Attempts < 1 || TimeLimit <= TimeSpan.Zero || DamagePerAttempt <= 0 || DamagePerRun <= 0)
            throw new SettingException("$.run.locks", "a number or a time is not above zero.");
        if (Window is not null && !TimeWindow.TryParse(Window, out _))
            throw new SettingException("$.run.locks.window", $"'{Window}' is no window of time, such as 01:00-05:00.");
    }
}
