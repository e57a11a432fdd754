namespace EfPhased.Backfills.Throttling;

/// <summary>
/// Something to look at: while it is above its limit, a backfill stands still; some ask it to slow down before, or instead.
/// </summary>
internal abstract class Signal(string name)
{
    /// <summary>The signal, for people.</summary>
    public string Name { get; } = name;

    /// <summary>The value above which the backfill stops; known once <see cref="PrepareAsync"/> has run.</summary>
    public double Limit { get; protected set; }

    /// <summary>The value above which the backfill works half of the time; infinite where nothing makes it slow down.</summary>
    public double SlowsAbove { get; protected set; } = double.PositiveInfinity;

    public string Unit { get; protected init; } = "";

    /// <summary>Only warns.</summary>
    public bool WarnsOnly { get; protected init; }

    /// <summary>Somebody has asked for it by name, so a backfill does not begin without it.</summary>
    public bool IsRequired { get; protected init; }

    /// <summary>Finds the limit; what cannot be read at all is said here.</summary>
    /// <returns>Why it cannot be read, and what would help; null when it can.</returns>
    public abstract Task<string?> PrepareAsync(CancellationToken cancel);

    public abstract Task<Reading> ReadAsync(CancellationToken cancel);

    public string Text(double value) => double.IsPositiveInfinity(value)
        ? "unknown"
        : FormattableString.Invariant($"{value:0.##}{(Unit.Length == 0 ? "" : " " + Unit)}");
}

/// <param name="Value">What it is; 0 where there is nothing to look at, infinite where it is as bad as it can be.</param>
/// <param name="Detail">Of whom, or why; null where there is nothing more to say.</param>
internal sealed record Reading(double Value, string? Detail = null);
