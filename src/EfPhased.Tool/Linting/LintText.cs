using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Linting;

/// <summary>
/// What every report for people says in the same words.
/// </summary>
internal static class LintText
{
    private static readonly string[] Severities = ["error", "warning", "note"];

    public static IEnumerable<LintFinding> Standing(LintDocument lint) => lint.Findings.Where(f => f is { Suppressed: null, IsOld: false });

    public static string Severity(int count, string severity) => FormattableString.Invariant($"{count} {severity}{(count == 1 ? "" : "s")}");

    /// <summary>The lock and the work, where it takes any.</summary>
    public static string? Locks(LintCost cost)
        => cost.Lock is null ? null : $"{cost.Lock}{(cost.Blocks is null or "nothing" ? "" : $" (blocks {cost.Blocks})")}, {cost.Work}{(cost.Fact is null ? "" : $"  {cost.Fact}")}";

    public static string Survival(LintCost cost) => cost.Survives switch
    {
        true => "keeps working",
        false => "fails",
        null => "nobody can tell",
    };

    public static string Title(LintFinding finding) => $"{finding.Code} {finding.Rule}";

    public static string Message(LintFinding finding)
        => (finding.Operation is null ? finding.Message : $"{finding.Operation}: {finding.Message}")
            + (finding.SafeForm is null ? "" : $". Instead: {finding.SafeForm}");

    /// <summary>What was looked at and what of it counts, in one line.</summary>
    public static string Summary(LintDocument lint)
    {
        var standing = Standing(lint).ToList();
        var counts = Severities
            .Select(s => (Severity: s, Count: standing.Count(f => f.Severity == s)))
            .Where(s => s.Count > 0)
            .Select(s => Severity(s.Count, s.Severity))
            .ToList();
        var bad = standing.Select(f => f.Migration).Distinct().Count();
        var found = counts.Count == 0 ? "nothing to say" : FormattableString.Invariant($"{string.Join(", ", counts)} in {bad} of them");
        var old = lint.Findings.Count(f => f.IsOld && f.Suppressed is null);
        var suppressed = lint.Findings.Count(f => f.Suppressed is not null);
        return FormattableString.Invariant($"{lint.Migrations} migration{(lint.Migrations == 1 ? "" : "s")}, {lint.Operations} operations: {found}")
            + (suppressed == 0 ? "" : FormattableString.Invariant($"; {suppressed} suppressed"))
            + (old == 0 ? "" : FormattableString.Invariant($"; {old} up to the baseline {lint.Baseline}"));
    }

    public static string? Seed(LintDocument lint)
        => lint.Seed is not { } seed ? null : FormattableString.Invariant(
            $"The model's own data: {seed.Inserted} rows inserted, {seed.Updated} updated, {seed.Deleted} deleted in {seed.Migrations} migration{(seed.Migrations == 1 ? "" : "s")}.");
}
