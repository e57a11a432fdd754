namespace EfPhased.Design.Linting.Checks;

/// <summary>
/// Every look at a migration as a whole, or at several of its steps together.
/// </summary>
internal static class MigrationChecks
{
    private static readonly Func<LintedMigration, LintScope, IEnumerable<Finding>>[] All =
    [
        Determinism.Check,
        Transactions.CheckHalfApplied,
        Transactions.CheckNeedsNoTransaction,
        Transactions.CheckRepeatedArithmetic,
        Transactions.CheckDataUnderLock,
        Renames.Check,
        Proofs.Check,
        EnumValues.Check,
        Names.Check,
    ];

    public static IEnumerable<Finding> Check(LintedMigration migration, LintScope scope) => All.SelectMany(check => check(migration, scope));
}
