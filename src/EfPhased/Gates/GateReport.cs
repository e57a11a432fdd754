namespace EfPhased.Gates;

/// <summary>
/// What the gate found about one contract migration: every condition, whether it refuses or not.
/// </summary>
internal sealed record GateReport(string Change, string MigrationId, IReadOnlyList<GateResult> Results)
{
    public bool IsOpen => Results.All(r => r.Outcome != GateOutcome.Refused);
}

/// <param name="Condition">The condition's name in words, such as "database objects".</param>
/// <param name="Outcome">What it says.</param>
/// <param name="Evidence">What it looked at, or what remains; one line each.</param>
/// <param name="MoveOn">The command or action that resolves a refusal.</param>
internal sealed record GateResult(string Condition, GateOutcome Outcome, IReadOnlyList<string> Evidence, string? MoveOn = null)
{
    /// <summary>Why somebody has overridden the refusal; null when nobody has.</summary>
    public string? Override { get; init; }
}

internal enum GateOutcome
{
    Passed,
    Refused,

    /// <summary>The condition does not apply here, or could not be looked at; the evidence says why.</summary>
    NotChecked,

    /// <summary>It refuses, and somebody has decided to go on all the same.</summary>
    Overridden,
}
