namespace EfPhased.Design.Planning;

/// <summary>A plan in words, as the tool prints it and as <c>--json</c> gives it.</summary>
internal sealed record PlanDocument(
    string Change, string Server, IReadOnlyList<PlanPhase> Phases, IReadOnlyList<string> Warnings, IReadOnlyList<string> Files)
{
    /// <summary>The tables that are there before the change and that it works on.</summary>
    public IReadOnlyList<PlanTable> Tables { get; init; } = [];

    /// <summary>Why the sizes of the tables are not known; null when the server was asked.</summary>
    public string? SizesUnknown { get; init; }
}

/// <summary>One migration of the plan.</summary>
internal sealed record PlanPhase(string Phase, string? MigrationId, string When, bool DestroysData, IReadOnlyList<PlanStep> Steps);

/// <summary>One operation of a migration, with the lock that it takes and the work it makes.</summary>
internal sealed record PlanStep(string Symbol, string Text, string Lock, string Work, string Fact)
{
    /// <summary>The table that it works on; null when it is about something else.</summary>
    public string? Table { get; init; }
}

/// <summary>A table that a plan works on, and how big the server's statistics say it is.</summary>
/// <param name="Rows">About how many rows it has; null where that is not known.</param>
/// <param name="Bytes">Its size in bytes, indexes included; null where that is not known.</param>
internal sealed record PlanTable(string Name, string? Schema, long? Rows = null, long? Bytes = null);
