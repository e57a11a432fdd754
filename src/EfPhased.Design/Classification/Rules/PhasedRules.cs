using EfPhased.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Operations of phased migrations, which are made to be safe where they stand.</summary>
internal static class PhasedRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        For<PhasedOperation>("EFP7440", "PhasedOperation", "any of EfPhased's own", (_, _) => true, Additive, "R35"),
    ];
}
