using EfPhased.Design.Classification.Rules;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Classification;

/// <summary>
/// Every row about operations. Of rows about the same thing the first that applies counts, so a special case comes before its
/// general case.
/// </summary>
internal static class OperationRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        .. AddColumnRules.All, .. AlterColumnRules.All, .. ColumnRules.All, .. KeyRules.All, .. IndexRules.All,
        .. TableRules.All, .. SchemaRules.All, .. DataRules.All, .. PhasedRules.All,
    ];

    /// <summary>For operations that somebody else has invented.</summary>
    public static readonly Rule Other = new(
        "EFP7190", "UnknownOperation", "an operation that EF Core and EfPhased do not have", (_, _) => true, Effects.Unknown, "R30")
    {
        Says = "nobody can tell what it does", TakesNoLock = true,
    };

    public static IReadOnlyList<Rule> For(MigrationOperation operation, OperationContext context)
    {
        var found = new List<Rule>();
        foreach (var rule in All)
        {
            if (found.TrueForAll(f => f.Facet != rule.Facet) && rule.Applies(operation, context))
                found.Add(rule);
        }

        return found.Count == 0 ? [Other] : found;
    }
}
