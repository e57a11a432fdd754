using System.Text.Json.Serialization;
using EfPhased.Design.Planning;

namespace EfPhased.Design.Hosting.Protocol;

/// <summary>
/// What the host says: one JSON document per line, behind <see cref="Marker"/>. Other lines come from the application itself.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LogReply), "log")]
[JsonDerivedType(typeof(EventReply), "event")]
[JsonDerivedType(typeof(ErrorReply), "error")]
[JsonDerivedType(typeof(PlanReply), "plan")]
[JsonDerivedType(typeof(RemoveReply), "remove")]
[JsonDerivedType(typeof(ListReply), "list")]
[JsonDerivedType(typeof(StatusReply), "status")]
[JsonDerivedType(typeof(ScriptReply), "script")]
[JsonDerivedType(typeof(RunReply), "run")]
[JsonDerivedType(typeof(CheckReply), "check")]
[JsonDerivedType(typeof(InstancesReply), "instances")]
[JsonDerivedType(typeof(ReferencesReply), "references")]
[JsonDerivedType(typeof(LintReply), "lint")]
internal abstract record Reply
{
    public const string Marker = "efphased:";
}

internal enum LogLevel
{
    Verbose,
    Information,
    Warning,
}

internal sealed record LogReply(LogLevel Level, string Text) : Reply;

/// <summary>The command failed. Nothing follows.</summary>
/// <param name="Code">The error's number, such as EFP2003.</param>
/// <param name="Message">What stopped and what moves it on.</param>
/// <param name="ExitCode">The tool's exit code.</param>
/// <param name="Details">The whole exception, for --verbose.</param>
/// <param name="Renames">Renames that only the author can decide, as <c>Table.Old=New</c>.</param>
/// <param name="Moves">Columns that may have moved to another table, as <c>A.X=B.X</c>; only where somebody can be asked.</param>
/// <param name="Hints">Options that would move the plan on, each with its column: <c>--up Customers.Points</c>.</param>
internal sealed record ErrorReply(
    string Code, string Message, int ExitCode, string? Details = null, IReadOnlyList<string>? Renames = null, IReadOnlyList<string>? Moves = null,
    IReadOnlyList<string>? Hints = null) : Reply;

internal enum EventKind
{
    /// <summary>Something began: a migration or a step.</summary>
    Started,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It was done by an earlier run.</summary>
    Skipped,

    /// <summary>A backfill moved on.</summary>
    Progress,

    /// <summary>The run waits for something.</summary>
    Waiting,

    Notice,
}

/// <summary>Something happened in a run.</summary>
internal sealed record EventReply(EventKind Kind, string Text) : Reply
{
    public string? Migration { get; init; }

    public string? Change { get; init; }

    public string? Phase { get; init; }

    public int? Step { get; init; }

    public int? Steps { get; init; }

    public string? Table { get; init; }

    public long? Rows { get; init; }

    public long? RowsTotal { get; init; }

    public double? RowsPerSecond { get; init; }

    /// <summary>The rate with all pauses.</summary>
    public double? OverallRate { get; init; }

    /// <summary>How much is done, from 0 to 1, where it is not counted in rows.</summary>
    public double? Share { get; init; }

    /// <summary>The signal that a backfill stands still or slows down for.</summary>
    public string? Signal { get; init; }

    public double? SecondsLeft { get; init; }

    public double? Seconds { get; init; }

    public bool Verifying { get; init; }
}

internal sealed record PlanReply(PlanDocument Plan) : Reply;

internal sealed record RemoveReply(RemoveDocument Removed) : Reply;

internal sealed record ListReply(IReadOnlyList<ListedChange> Changes) : Reply;

internal sealed record StatusReply(IReadOnlyList<ChangeDocument> Changes) : Reply;

internal sealed record ScriptReply(ScriptDocument Scripts) : Reply;

internal sealed record RunReply(RunDocument Run) : Reply;

internal sealed record CheckReply(IReadOnlyList<CheckDocument> Checks) : Reply;

internal sealed record InstancesReply(InstancesDocument Instances) : Reply;

internal sealed record ReferencesReply(ReferencesDocument References) : Reply;

internal sealed record LintReply(LintDocument Lint) : Reply;
