namespace EfPhased.Gates;

/// <summary>
/// A database that this very run has created holds nothing to protect, and no version of the application has seen it.
/// </summary>
internal static class FreshDatabase
{
    public static GateResult Result { get; } = new(
        "fresh database", GateOutcome.Passed, ["nothing had been migrated here before this run, and there were no rows"]);
}
