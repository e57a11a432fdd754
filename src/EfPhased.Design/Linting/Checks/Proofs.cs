using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Checks;

/// <summary>
/// PostgreSQL: <c>SET NOT NULL</c> looks at every row unless a check proves it, and a drop of that check is carried out first even in
/// the same ALTER TABLE.
/// </summary>
internal static class Proofs
{
    public static IEnumerable<Finding> Check(LintedMigration migration, LintScope scope)
    {
        // A plan that drops a check first has another proof.
        if (!scope.IsPostgreSql || migration.Code.Phase is not null)
            yield break;
        for (var i = 0; i < migration.Steps.Count; i++)
        {
            if (migration.Steps[i].Operation is not AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } alter)
                continue;
            var dropped = migration.Steps.Index().FirstOrDefault(s => s.Item.Operation is DropCheckConstraintOperation drop
                && drop.Table == alter.Table && drop.Schema == alter.Schema
                && (s.Index < i || (s.Item.Statement is { } statement && ReferenceEquals(statement, migration.Steps[i].Statement)))).Item;
            if (dropped?.Operation is DropCheckConstraintOperation check)
            {
                yield return CheckRule.ProofDropped.Of(
                    migration, migration.Steps[i], $"the check '{check.Name}' goes first, so nothing proves any more that '{alter.Name}' has no NULL, "
                        + "and every row is read while everybody waits", scope.Positions);
            }
        }
    }
}
