using System.IO.Enumeration;
using EfPhased.Configuration;
using EfPhased.Design.Classification;
using EfPhased.Design.Linting.Checks;

namespace EfPhased.Design.Linting;

/// <summary>
/// What the team has decided: severities, suppressions and the baseline.
/// </summary>
internal sealed class LintPolicy(LintSettings settings, string? file)
{
    private readonly bool[] _used = new bool[settings.Suppress.Count];

    /// <exception cref="PhasedException">EFP4104, EFP4105: it names a rule or a migration that there is not.</exception>
    public void Check(IEnumerable<string> migrations)
    {
        var text = file is null ? "" : File.ReadAllText(file);
        var known = LintRules.All.SelectMany(r => new[] { r.Code, r.Name }).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in settings.Severity.Keys.Where(r => !known.Contains(r)))
            throw LintErrors.UnknownRule(file!, JsonLines.Of(text, $"$.lint.severity.{rule}"), rule);
        foreach (var (i, suppression) in settings.Suppress.Index().Where(s => s.Item.Rule is { } rule && !known.Contains(rule)))
            throw LintErrors.UnknownRule(file!, JsonLines.Of(text, FormattableString.Invariant($"$.lint.suppress[{i}].rule")), suppression.Rule!);
        if (settings.Baseline is { } baseline && !migrations.Contains(baseline, StringComparer.OrdinalIgnoreCase))
            throw LintErrors.UnknownBaseline(file!, JsonLines.Of(text, "$.lint.baseline"), baseline);
    }

    /// <returns>The finding as the team sees it; null where it does not want to.</returns>
    public Finding? Apply(Finding finding, IReadOnlyList<(string Table, string? Schema)> tables)
    {
        var severity = settings.Severity.FirstOrDefault(s => IsRule(s.Key, finding)) is { Key: not null } own ? (Severity)(int)own.Value : finding.Severity;
        if (severity == Severity.None)
            return null;
        return finding with
        {
            Severity = severity,
            Suppressed = Suppression(finding, tables),
            IsOld = settings.Baseline is { } baseline && finding.Code != CheckRule.Undiscoverable.Code
                && string.Compare(finding.Migration, baseline, StringComparison.OrdinalIgnoreCase) <= 0,
        };
    }

    public bool Fails(IEnumerable<Finding> findings)
        => settings.FailOn != LintSeverity.Off && findings.Any(f => f.Counts && (int)f.Severity >= (int)settings.FailOn);

    public IEnumerable<Finding> Unused()
        => settings.Suppress.Index().Where(s => !_used[s.Index]).Select(s => new Finding(
            CheckRule.UnusedSuppression.Code, CheckRule.UnusedSuppression.Name, CheckRule.UnusedSuppression.Severity, s.Item.Migration ?? "*", null,
            $"nothing is found that it fits any more: {s.Item.Reason}")
        {
            Position = file is null ? null : new(file, JsonLines.Of(File.ReadAllText(file), FormattableString.Invariant($"$.lint.suppress[{s.Index}]")) ?? 1),
            SafeForm = "take it out of efphased.json",
        });

    private string? Suppression(Finding finding, IReadOnlyList<(string Table, string? Schema)> tables)
    {
        string? reason = null;
        foreach (var (i, suppression) in settings.Suppress.Index())
        {
            if ((suppression.Rule is { } rule && !IsRule(rule, finding))
                || (suppression.Migration is { } migration && !IsMigration(migration, finding.Migration))
                || (suppression.Table is { } table && !tables.Any(t => table == t.Table || table == $"{t.Schema}.{t.Table}")))
                continue;
            _used[i] = true;
            reason ??= suppression.Reason;
        }

        return reason;
    }

    private static bool IsRule(string rule, Finding finding)
        => rule.Equals(finding.Code, StringComparison.OrdinalIgnoreCase) || rule.Equals(finding.Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsMigration(string pattern, string id)
        => FileSystemName.MatchesSimpleExpression(pattern, id) || FileSystemName.MatchesSimpleExpression(pattern, id.AsSpan(id.IndexOf('_', StringComparison.Ordinal) + 1));
}
