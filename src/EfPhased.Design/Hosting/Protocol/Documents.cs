namespace EfPhased.Design.Hosting.Protocol;

// The documents that --json prints. Their shape is public: add to it, never change it.

internal sealed record RemoveDocument(string Change, IReadOnlyList<string> Migrations, IReadOnlyList<string> Files, bool DryRun);

/// <summary>A change of the assembly, whatever the database has of it.</summary>
internal sealed record ListedChange(string Change, IReadOnlyList<ListedMigration> Migrations);

internal sealed record ListedMigration(string MigrationId, string Phase);

/// <param name="Change">The change.</param>
/// <param name="Phase">The last phase that is complete; null before expand.</param>
/// <param name="IsComplete">True when nothing is left to do.</param>
/// <param name="WaitingFor">What has to happen next; null when everything is done.</param>
/// <param name="Migrations">Its migrations in order.</param>
/// <param name="Backfills">Its backfills in order.</param>
/// <param name="Overrides">Conditions of the gate that somebody has overridden.</param>
internal sealed record ChangeDocument(
    string Change, string? Phase, bool IsComplete, string? WaitingFor,
    IReadOnlyList<MigrationDocument> Migrations, IReadOnlyList<BackfillDocument> Backfills, IReadOnlyList<OverrideDocument> Overrides);

/// <param name="Condition">The condition that refused.</param>
/// <param name="Reason">Why it was overridden.</param>
/// <param name="At">When, in UTC (ISO 8601).</param>
/// <param name="By">The user and the machine.</param>
internal sealed record OverrideDocument(string Condition, string Reason, string At, string By);

internal sealed record MigrationDocument(
    string MigrationId, string Phase, bool IsApplied, int StepsDone, int StepsTotal, bool RollbackUnfinished);

internal sealed record BackfillDocument(
    string Table, string State, long RowsDone, long? RowsTotal, long? RowsDiffering, int? Percent, DateTimeOffset? UpdatedAt)
{
    /// <summary>The process that works on it, or has last.</summary>
    public string? Worker { get; init; }

    /// <summary>The rate while it works.</summary>
    public double? RowsPerSecond { get; init; }

    /// <summary>The rate with all pauses.</summary>
    public double? OverallRate { get; init; }

    public double? SecondsLeft { get; init; }

    /// <summary>Why it stands still or slows down: the signal, its value, its limit and since when; null while it works all the time.</summary>
    public string? WaitsFor { get; init; }

    public DateTimeOffset? WaitsSince { get; init; }

    public long? RowsSkipped { get; init; }

    /// <summary>How many rows the comparison has looked at.</summary>
    public long? RowsCompared { get; init; }

    /// <summary>Everybody who works on it, one by one.</summary>
    public IReadOnlyList<WorkerDocument> Workers { get; set; } = [];
}

/// <param name="Worker">The process and the machine.</param>
/// <param name="IsStalled">True when it has not been heard of for 30 seconds.</param>
/// <param name="RowsPerSecond">The rate while it works.</param>
/// <param name="OverallRate">The rate with all pauses.</param>
/// <param name="WaitsFor">Why it stands still or slows down; null while it works all the time.</param>
/// <param name="SilentSeconds">How long it has not been heard of.</param>
internal sealed record WorkerDocument(
    string Worker, bool IsStalled, double? RowsPerSecond, double? OverallRate, string? WaitsFor, double SilentSeconds);

internal sealed record ScriptDocument(IReadOnlyList<ScriptedChange> Changes);

internal sealed record ScriptedChange(string Change, string Folder, IReadOnlyList<string> Files);

/// <summary>What a run did: the migrations that it applied or reverted, and where the changes stand now.</summary>
internal sealed record RunDocument(
    IReadOnlyList<string> Applied, IReadOnlyList<string> Reverted, IReadOnlyList<HeldBackDocument> HeldBack, double Seconds,
    IReadOnlyList<ChangeDocument> Changes);

internal sealed record HeldBackDocument(string MigrationId, string Change, string Reason);

internal sealed record CheckDocument(string Change, string MigrationId, bool IsOpen, IReadOnlyList<ConditionDocument> Conditions)
{
    /// <summary>What was asked: may Contract run, or may this build be deployed.</summary>
    public string Phase { get; set; } = "Contract";
}

internal sealed record ConditionDocument(
    string Condition, string Outcome, IReadOnlyList<string> Evidence, string? MoveOn, string? Override = null);
