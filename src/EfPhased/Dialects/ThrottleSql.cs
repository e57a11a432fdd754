using EfPhased.Configuration;

namespace EfPhased.Dialects;

/// <summary>
/// The SQL of the signals that stop a backfill or slow it down.
/// </summary>
internal abstract class ThrottleSql(SqlWriter writer)
{
    // Two seconds of the usual ten: a replica that only begins to fall behind keeps up with half of the work.
    protected const double LagSlowsAt = 0.2;

    protected SqlWriter Writer { get; } = writer;

    /// <summary>What the server itself can tell, without what is switched off.</summary>
    public IReadOnlyList<SignalSql> Signals(ThrottleLimits limits) => [.. All(limits).Where(s => s.Limit != 0)];

    /// <summary>How far a replica is behind, asked on the replica.</summary>
    public abstract SignalSql ReplicaLag(string name, double limit);

    /// <summary>How far the replicas that the server knows are behind; null where it does not know.</summary>
    public abstract SignalSql? Lag(ThrottleLimits limits);

    /// <summary>Cleans up dead rows beside the work of others; null where the server does that by the way.</summary>
    public abstract string? Vacuum(string table, string? schema);

    /// <summary>All signals of the server; a limit of 0 switches one off.</summary>
    protected abstract IReadOnlyList<SignalSql> All(ThrottleLimits limits);
}

/// <param name="Name">The signal, for people.</param>
/// <param name="Query">One row with the value; none or NULL where there is nothing to look at.</param>
/// <param name="Limit">The value above which the backfill stops; null when the server or the start of the run says.</param>
internal sealed record SignalSql(string Name, string Query, double? Limit)
{
    /// <summary>The value's column, by its place.</summary>
    public int Column { get; init; }

    /// <summary>The value's column, by one of its names.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public string Unit { get; init; } = "";

    /// <summary>Asks for the limit.</summary>
    public string? LimitQuery { get; init; }

    /// <summary>Without <see cref="Limit"/>: so many times the value at the start.</summary>
    public double LimitFactor { get; init; }

    /// <summary>And so much at least.</summary>
    public double LeastLimit { get; init; }

    /// <summary>The share of the limit above which the backfill works half of the time; null where it works all the time below the limit.</summary>
    public double? SlowsAt { get; init; }

    /// <summary>True when the session may read it.</summary>
    public string? MayRead { get; init; }

    /// <summary>Asks for the statement that gives it the right.</summary>
    public string? Grant { get; init; }

    /// <summary>Only warns; the row's second column says of whom.</summary>
    public bool WarnsOnly { get; init; }

    /// <summary>NULL is as bad as it can be, not nothing to look at.</summary>
    public bool NullIsBad { get; init; }
}
