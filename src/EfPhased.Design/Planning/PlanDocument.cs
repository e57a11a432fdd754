namespace EfPhased.Design.Planning;

/// <summary>A plan in words, as the tool prints it and as <c>--json</c> gives it.</summary>
internal sealed record PlanDocument(
    string Change, string Server, IReadOnlyList<PlanPhase> Phases, IReadOnlyList<string> Warnings, IReadOnlyList<string> Files);

/// <summary>One migration of the plan.</summary>
internal sealed record PlanPhase(string Phase, string? MigrationId, string When, bool DestroysData, IReadOnlyList<PlanStep> Steps);

/// <summary>One operation of a migration, with the lock that it takes and the work it makes.</summary>
internal sealed record PlanStep(string Symbol, string Text, string Lock, string Work, string Fact);
