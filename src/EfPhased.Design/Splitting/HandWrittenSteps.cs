using EfPhased.Design.Planning;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Splitting;

/// <summary>
/// Gives the hand-written operations of a plain migration a place in the phases: the one that the source says with
/// <c>.InPhase(...)</c>, or the one that the author gives for all.
/// </summary>
internal static class HandWrittenSteps
{
    /// <exception cref="PhasedException">EFP4083: nobody says in which phase an operation belongs.</exception>
    public static IReadOnlyList<PlannedStep> Of(
        string migration, IReadOnlyList<MigrationOperation> up, IReadOnlyList<MigrationOperation> down, Phase? phase, OperationTexts texts)
    {
        var unplaced = up.Concat(down).Where(o => o.InPhase() is null && phase is null).Select(texts.Short).ToList();
        if (unplaced.Count > 0)
            throw DesignErrors.HandWritten(migration, unplaced);

        // The source of the phases says it too, for those who read it and for another split.
        foreach (var operation in up.Concat(down).Where(o => o.InPhase() is null))
            operation[PhasedAnnotations.Phase] = phase.ToString();

        return
        [
            .. Enum.GetValues<Phase>()
                .Select(p => new PlannedStep(p, Stage.HandWritten)
                {
                    MakeUp = _ => In(p, up),
                    MakeDown = _ => In(p, down),
                })
                .Where(s => s.MakeUp([]).Any() || s.MakeDown([]).Any()),
        ];
    }

    private static IEnumerable<MigrationOperation> In(Phase phase, IEnumerable<MigrationOperation> operations)
        => operations.Where(o => o.InPhase() == phase);

    private static Phase? InPhase(this MigrationOperation operation)
        => Enum.TryParse<Phase>(operation[PhasedAnnotations.Phase] as string, out var phase) ? phase : null;
}
