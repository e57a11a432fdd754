using EfPhased.Design.Planning;

namespace EfPhased.Design.Hosting.Protocol;

/// <summary>
/// What the tool asks of the host: one JSON document on standard input.
/// </summary>
/// <remarks>
/// Lists have setters, because generated deserialization gives an init-only property that is left out null rather than its default.
/// </remarks>
internal sealed record HostRequest
{
    /// <summary>The line that the tool writes after the request when somebody asks it to stop.</summary>
    public const string StopWord = "stop";

    public required HostCommand Command { get; init; }

    public required ProjectRequest Project { get; init; }

    /// <summary>The context's name, with or without its namespace; null when there is only one.</summary>
    public string? Context { get; init; }

    /// <summary>What the user wrote after <c>--</c>, for the application.</summary>
    public IReadOnlyList<string> ApplicationArguments { get; set; } = [];

    /// <summary>A connection string instead of the context's own.</summary>
    public string? Connection { get; init; }

    /// <summary>The change that the command is about.</summary>
    public string? Change { get; init; }

    public AddArguments? Add { get; init; }

    public SplitArguments? Split { get; init; }

    public RunArguments? Run { get; init; }

    public LintArguments? Lint { get; init; }

    /// <summary>The environment whose settings in <c>efphased.json</c> apply; null for that of the process.</summary>
    public string? Environment { get; init; }

    /// <summary>Show what would be done, and do nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Leave out changes whose contract the database has.</summary>
    public bool PendingOnly { get; init; }

    /// <summary>The folder that scripts are written to; an absolute path.</summary>
    public string? ScriptDir { get; init; }
}

internal enum HostCommand
{
    Add,
    Split,
    Remove,
    List,
    Status,
    Script,
    Apply,
    Backfill,
    Check,
    Instances,
    Rollback,
    References,
    Lint,
}

/// <summary>
/// The user's projects, as MSBuild knows them.
/// </summary>
internal sealed record ProjectRequest
{
    /// <summary>Name of the assembly with the migrations.</summary>
    public required string TargetAssembly { get; init; }

    /// <summary>Name of the application's assembly.</summary>
    public required string StartupAssembly { get; init; }

    /// <summary>The folder of the project with the migrations.</summary>
    public required string ProjectDir { get; init; }

    public string? RootNamespace { get; init; }

    /// <summary>True when the project with the migrations has nullable reference types enabled.</summary>
    public bool Nullable { get; init; }

    /// <summary>
    /// Assemblies that the project with the migrations has and the application may lack: EF Core's design package, as a rule.
    /// </summary>
    public IReadOnlyList<string> FallbackAssemblies { get; set; } = [];
}

internal sealed record AddArguments
{
    public string? OutputDir { get; init; }

    public string? Namespace { get; init; }

    public PlanHints Hints { get; set; } = PlanHints.None;

    public IReadOnlyList<string> Contracted { get; set; } = [];

    /// <summary>Whether Contract keeps what it would drop under another name; null for what the settings say.</summary>
    public bool? Tombstone { get; init; }
}

internal sealed record SplitArguments
{
    /// <summary>The author knows that no database has the migration.</summary>
    public bool NotApplied { get; init; }

    /// <summary>The phase of hand-written operations whose source names none.</summary>
    public string? HandWritten { get; init; }
}

internal sealed record LintArguments
{
    /// <summary>The migration before the first one to look at.</summary>
    public string? From { get; init; }

    /// <summary>The last migration to look at.</summary>
    public string? To { get; init; }

    /// <summary>Look only at what the database has not got.</summary>
    public bool PendingOnly { get; init; }

    /// <summary>Call every finding old from now on.</summary>
    public bool WriteBaseline { get; init; }

    /// <summary>Send the operations along about which there is nothing to say.</summary>
    public bool WithEverything { get; init; }
}

internal sealed record RunArguments
{
    /// <summary>The phase to apply, or the phase that a rollback leaves applied.</summary>
    public string? Phase { get; init; }

    /// <summary>How long to wait while another run works on the database.</summary>
    public int WaitSeconds { get; init; }

    /// <summary>End the session of a run that is no longer heard of.</summary>
    public bool TakeOver { get; init; }

    /// <summary>The hours in which table locks may be asked for, such as 01:00-05:00.</summary>
    public string? LockWindow { get; init; }

    /// <summary>How long all attempts to get one lock may take together, in seconds.</summary>
    public int? LockLimitSeconds { get; init; }

    /// <summary>How many rows that cannot be filled a backfill may leave out.</summary>
    public long MaxSkippedRows { get; init; }

    /// <summary>How many workers fill a table at once; null for what the settings say.</summary>
    public int? Workers { get; init; }

    /// <summary>What a rollback may lose.</summary>
    public IReadOnlyList<string> AcceptDataLoss { get; set; } = [];

    public BackfillAction Backfill { get; init; }

    /// <summary>Conditions of the gate to override.</summary>
    public IReadOnlyList<string> Overrides { get; set; } = [];

    /// <summary>Why they are overridden.</summary>
    public string? Reason { get; init; }

    /// <summary>The file with the evidence of a reference scan; an absolute path.</summary>
    public string? Evidence { get; init; }
}

internal enum BackfillAction
{
    Run,
    Pause,
    Resume,
    Cancel,
    Status,
    Join,
}
