using EfPhased.Running;

namespace EfPhased.Design.Linting.Checks;

/// <summary>Migrations that did something else when they were run a second time.</summary>
internal static class Determinism
{
    public static IEnumerable<Finding> Check(LintedMigration migration, LintScope scope)
    {
        if (migration.Code is not { Unsteady: { } index, UnsteadyPart: var part })
            yield break;
        if (index >= migration.Code.Operations.Count)
        {
            yield return CheckRule.NonDeterministic.Of(migration, null, "a second run gave another number of operations", scope.Positions);
            yield break;
        }

        var operation = migration.Code.Operations[index];
        var step = new LintedStep(operation.Operation, OperationText.Describe(operation.Operation), [], operation.Call);
        yield return CheckRule.NonDeterministic.Of(
            migration, step, $"a second run gave another value of {part}, so every database and every script gets its own", scope.Positions);
    }
}
