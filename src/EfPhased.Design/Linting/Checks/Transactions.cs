using EfPhased.Design.Classification;
using EfPhased.Design.Linting.Sql;
using EfPhased.Dialects;
using EfPhased.References.Sql;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Checks;

/// <summary>What a failure in the middle of a migration leaves behind, and what its transaction holds meanwhile.</summary>
internal static class Transactions
{
    private static readonly SqlPattern[] Refused =
    [
        new("CREATE UNIQUE? INDEX CONCURRENTLY"), new("DROP INDEX CONCURRENTLY"), new("REINDEX * CONCURRENTLY"), new("VACUUM"), new("CREATE DATABASE"),
        new("DROP DATABASE"), new("ALTER SYSTEM"), new("CREATE TABLESPACE"), new("ALTER TABLE * DETACH PARTITION * CONCURRENTLY"),
    ];

    /// <summary>PostgreSQL: one of several steps is sent outside the transaction.</summary>
    public static IEnumerable<Finding> CheckHalfApplied(LintedMigration migration, LintScope scope)
    {
        // Phased migrations are run step by step, and each of their steps can be run again.
        if (!scope.IsPostgreSql || migration.Code.Phase is not null || migration.Steps.All(s => s.IsOutsideTransaction))
            return [];
        return migration.Steps.Where(s => s.IsOutsideTransaction).Take(1).Select(s => CheckRule.HalfApplied.Of(
            migration, s, $"it runs outside the transaction among {migration.Steps.Count - 1} others; a failure after it leaves the migration half applied, "
                + "and the next run stops at what is there already", scope.Positions));
    }

    /// <summary>PostgreSQL: refused with 25001.</summary>
    public static IEnumerable<Finding> CheckNeedsNoTransaction(LintedMigration migration, LintScope scope)
        => !scope.IsPostgreSql ? [] : migration.Steps
            .Where(s => s.Statement is { } statement && !s.IsOutsideTransaction && Refused.Any(p => p.Match(statement, foldsNames: true).Matches))
            .Select(s => CheckRule.NeedsNoTransaction.Of(migration, s, "PostgreSQL refuses it inside the migration's transaction (25001)", scope.Positions));

    /// <summary>MySQL and MariaDB: <c>SET x = x + 1</c>, committed by the DDL of the same migration and done again by the next try.</summary>
    public static IEnumerable<Finding> CheckRepeatedArithmetic(LintedMigration migration, LintScope scope)
    {
        if (scope.IsPostgreSql)
            yield break;
        for (var i = 0; i < migration.Steps.Count; i++)
        {
            var step = migration.Steps[i];
            if (step.Statement is { } statement && statement.StartsWith("UPDATE") && IsArithmetic(statement)
                && migration.Steps.Skip(i + 1).Any(s => s.Operation is not SqlOperation && !s.Operation.IsRows()))
            {
                yield return CheckRule.RepeatedArithmetic.Of(
                    migration, step, "the definitions after it commit it; when one of them fails, the next try does it a second time", scope.Positions);
            }
        }
    }

    /// <summary>PostgreSQL: rows are changed while the lock of an earlier definition still keeps everybody out.</summary>
    public static IEnumerable<Finding> CheckDataUnderLock(LintedMigration migration, LintScope scope)
    {
        if (!scope.IsPostgreSql)
            yield break;
        LintedStep? locking = null;
        foreach (var step in migration.Steps)
        {
            if (step.IsOutsideTransaction)
                locking = null;
            else if (step.Operation is not SqlOperation && step.Judgements.Any(j => j.Cost is { Blocks: Blocks.ReadsAndWrites, Work: not Work.Refused }))
                locking ??= step;
            else if (locking is not null && step.Judgements.Any(j => j.Rule.Kind is OperationKind.UpdateRows or OperationKind.DeleteRows && j.Severity > Severity.None))
            {
                yield return CheckRule.DataUnderLock.Of(
                    migration, step, $"'{locking.Text}' before it holds a lock that keeps readers and writers out until the transaction ends, "
                        + "so they wait while the rows are changed", scope.Positions);
                yield break;
            }
        }
    }

    // x = x + …, x = concat(x, …): a name that is given a value made from itself.
    private static bool IsArithmetic(SqlText statement)
    {
        var tokens = statement.Tokens;
        var set = tokens.Index().FirstOrDefault(t => t.Item.Is("SET")).Index;
        for (var i = set + 1; set > 0 && i < tokens.Count - 1 && !tokens[i].Is("WHERE"); i++)
        {
            if (!tokens[i].IsName || !tokens[i + 1].Is("="))
                continue;
            var (name, depth) = (tokens[i].Text, 0);
            var value = tokens.Skip(i + 2).TakeWhile(t =>
            {
                depth += t.Is("(") ? 1 : t.Is(")") ? -1 : 0;
                return !t.Is("WHERE") && (depth > 0 || !t.Is(","));
            }).ToList();
            if (value.Count > 1 && value.Exists(t => t.IsName && t.Text.Equals(name, StringComparison.OrdinalIgnoreCase)) && value.Exists(IsChange))
                return true;
        }

        return false;
    }

    private static bool IsChange(SqlToken token)
        => token.Is("+") || token.Is("-") || token.Is("*") || token.Is("/") || token.Is("|") || token.Is("CONCAT") || token.Is("DIV") || token.Is("MOD")
            || token.Is("REVERSE") || token.Is("DATE_ADD") || token.Is("DATE_SUB");
}
