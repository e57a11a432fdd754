using EfPhased.Gates;

namespace EfPhased;

/// <content>EFP3xxx: refusals.</content>
internal static partial class Errors
{
    public static PhasedException GateClosed(GateReport report)
    {
        var refused = report.Results.Where(r => r.Outcome == GateOutcome.Refused).ToList();
        var lines = refused.SelectMany(r => r.Evidence.Select(e => $"{r.Condition}: {e}"));
        var moves = refused.Select(r => r.MoveOn).OfType<string>().Distinct();
        return new PhasedException(
            "EFP3001", $"'{report.Change}' cannot contract yet. What remains:{Lines(lines)}{string.Concat(moves.Select(m => "\n" + m))}");
    }

    public static PhasedException OutOfOrder(string change, Phase phase, string missing, Phase missingPhase) => new(
        "EFP3003",
        $"'{change}' cannot {Verb(phase)}: '{missing}' is not applied. "
        + $"Run 'dotnet ef-phased apply --phase {Verb(missingPhase)} --change {change}' first.");

    private static string Verb(Phase phase) => phase.ToString().ToLowerInvariant();
}
