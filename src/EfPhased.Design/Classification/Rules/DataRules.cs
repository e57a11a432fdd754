using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Rows that the model brings along (<c>HasData</c>): found by their keys, few, and counted in one line.</summary>
internal static class DataRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        For<InsertDataOperation>("EFP7430", "InsertData", "any", (_, _) => true, Additive, "R29") with { TakesNoLock = true },
        For<UpdateDataOperation>("EFP7431", "UpdateData", "any", (_, _) => true, ChangesBehaviour, "R29")
            with { Severity = Severity.None, TakesNoLock = true },
        For<DeleteDataOperation>("EFP7432", "DeleteData", "any", (_, _) => true, Destructive, "R29")
            with { Severity = Severity.None, TakesNoLock = true },
    ];
}
