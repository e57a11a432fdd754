using EfPhased.Design.Classification;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Design.Linting.Checks;
using EfPhased.Design.Linting.Sql;

namespace EfPhased.Design.Linting;

/// <summary>
/// Every rule there is, by its number.
/// </summary>
internal static class LintRules
{
    public static readonly IReadOnlyList<LintRule> All =
    [
        .. CheckRule.All.Select(r => new LintRule(r.Code, r.Name, r.When))
            .Concat(OperationRules.All.Append(OperationRules.Other)
                .Concat(SqlRules.All.Select(r => r.Rule)).Append(SqlRules.OfSameMigration).Append(SqlRules.Unknown)
                .Select(r => new LintRule(r.Code, r.Name, r.When)))
            .OrderBy(r => r.Code, StringComparer.Ordinal),
    ];
}
