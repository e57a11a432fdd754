using EfPhased.Design.Classification;
using EfPhased.Operations;

namespace EfPhased.Design.Linting;

/// <summary>
/// Leaves out what a phase of a change is there for: only what somebody has written into it by hand is left to say.
/// </summary>
internal static class PhasedExemptions
{
    public static bool Covers(PhaseAttribute? phase, LintedStep step, Judgement judgement)
        => phase is not null && !step.IsRaw && judgement.Severity > Severity.None && (phase.Phase, judgement) switch
        {
            _ when step.Operation is PhasedOperation => true,

            // Marked by who wrote the plan: the phase and the order make it safe.
            _ when step.Operation[PhasedAnnotations.Online] is true || step.Operation[PhasedAnnotations.NotValid] is true => true,
            (_, { IsHeavy: true } or { IsRefused: true }) => false,
            (Phase.Contract, _) => true,
            (_, { Rule.Effects: var effects }) => (effects & (Effects.Destructive | Effects.BreaksOld)) == 0,
        };
}
