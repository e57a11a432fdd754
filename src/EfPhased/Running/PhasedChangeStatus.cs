using EfPhased.Backfills;
using EfPhased.Journals;

namespace EfPhased.Running;

/// <summary>
/// Where a change stands.
/// </summary>
/// <param name="Name">The change.</param>
/// <param name="Migrations">Its migrations in order.</param>
/// <param name="Backfills">Its backfills in order.</param>
/// <param name="WaitingFor">What has to happen next, in one sentence; null when everything is done.</param>
internal sealed record PhasedChangeStatus(
    string Name, IReadOnlyList<MigrationStatus> Migrations, IReadOnlyList<BackfillStatus> Backfills, string? WaitingFor)
{
    /// <summary>Conditions of the gate that somebody has overridden, oldest first.</summary>
    public IReadOnlyList<OverrideEntry> Overrides { get; init; } = [];

    /// <summary>The last phase that is complete; null before expand.</summary>
    public Phase? Phase
        => Migrations.GroupBy(m => m.Phase).OrderBy(g => g.Key).TakeWhile(g => g.All(m => m.IsApplied)).LastOrDefault()?.Key;

    public bool IsComplete => Migrations.All(m => m.IsApplied);
}

/// <param name="MigrationId">The migration.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="IsApplied">True when it is in EF Core's history.</param>
/// <param name="StepsDone">How many of its steps the journal calls done.</param>
/// <param name="StepsTotal">How many steps it has.</param>
/// <param name="RollbackUnfinished">True when a rollback of it has started and not ended.</param>
internal sealed record MigrationStatus(
    string MigrationId, Phase Phase, bool IsApplied, int StepsDone, int StepsTotal, bool RollbackUnfinished);

/// <param name="Table">The table that is filled.</param>
/// <param name="State">Where it stands.</param>
/// <param name="RowsDone">Rows passed so far.</param>
/// <param name="RowsTotal">Rows to pass, as the server estimated them at the start; null when it did not know.</param>
/// <param name="RowsDiffering">Rows that the last check found unfilled; null before it.</param>
/// <param name="UpdatedAt">When it was last heard of.</param>
internal sealed record BackfillStatus(
    string Table, BackfillState State, long RowsDone, long? RowsTotal, long? RowsDiffering, DateTimeOffset? UpdatedAt)
{
    /// <summary>Who works on it, or has last, several as one; null before anybody did.</summary>
    public WorkerEntry? Worker { get; init; }

    /// <summary>The same one by one; several where the backfill is shared.</summary>
    public IReadOnlyList<WorkerEntry> Workers { get; init; } = [];

    /// <summary>The time left at the rate with all pauses, in seconds; null when unknown.</summary>
    public double? SecondsLeft
        => State is BackfillState.Running or BackfillState.Paused ? Progress.Remaining(RowsDone, RowsTotal, Worker?.OverallRate ?? 0)?.TotalSeconds : null;

    public int? Percent
        => State == BackfillState.Verified ? 100
            : RowsTotal is > 0 and var total ? (int)Math.Min(99, RowsDone * 100 / total)
            : null;
}

internal enum BackfillState
{
    /// <summary>Nothing has been filled yet.</summary>
    Pending,

    /// <summary>Under way, or interrupted: running it again goes on at the last committed chunk.</summary>
    Running,

    /// <summary>Somebody asked it to wait.</summary>
    Paused,

    /// <summary>Somebody asked it to stop.</summary>
    Cancelled,

    /// <summary>Under way, but its worker has not been heard of for half a minute: running it again takes it over.</summary>
    Stalled,

    /// <summary>All rows were passed; the check is still to come, or found rows that differ.</summary>
    Filled,

    /// <summary>A check after the fill found no row that differs.</summary>
    Verified,
}

internal enum BackfillCommand
{
    Pause,
    Resume,
    Cancel,
}
