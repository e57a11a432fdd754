using EfPhased.Running;

namespace EfPhased;

/// <content>EFP21xx: staying out of the way.</content>
internal static partial class Errors
{
    public static PhasedException DamageSpent(string description, double spent, double budget, IReadOnlyList<Blocker> blockers, Exception inner) => new(
        "EFP2101",
        FormattableString.Invariant($"'{description}' was given up: other sessions have waited {spent:0.0} session-seconds for this run's locks, and {budget:0.#} were allowed. ")
        + "Nothing of the step was done."
        + (blockers.Count == 0 ? " " : " These sessions may hold what it asked for:" + Lines(blockers.Select(b => b.ToString())) + "\n")
        + "Run the same command again when less goes on (--wait-for-window 01:00-05:00); run.locks.damagePerRun in efphased.json moves the limit.",
        inner);

    public static PhasedException SignalUnreadable(string signal, string problem) => new(
        "EFP2102",
        $"'{signal}' cannot be read: {problem}. efphased.json asks for it (run.backfill), so no backfill begins without it. "
        + "Correct the entry or what it names, then run the same command again; what was filled stays.");

    public static PhasedException RollbackLosesData(string change, IReadOnlyList<DataLoss> losses) => new(
        "EFP2110",
        $"Taking '{change}' back loses data, so nothing was reverted:" + Lines(losses.Select(l => $"{l.Name}: {l.What}"))
        + "\nCopy what is needed, or run the same command with " + string.Join(' ', losses.Select(l => $"--accept-data-loss {l.Name}")) + ".");
}
