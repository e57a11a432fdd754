using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Output;

namespace EfPhased.Tool.Linting;

/// <summary>
/// A lint as a person reads it: migration by migration, the worst in red, nothing about those that are well.
/// </summary>
internal static class LintView
{
    public static IEnumerable<string> Render(LintDocument lint, LintPaths paths)
    {
        foreach (var migration in LintText.Standing(lint).GroupBy(f => f.Migration))
        {
            yield return TextTable.Styled(migration.Key, "bold");
            foreach (var line in migration.SelectMany(f => Render(f, paths)))
                yield return line;
            yield return "";
        }

        foreach (var finding in lint.Findings.Where(f => f.Suppressed is not null))
            yield return TextTable.Styled($"suppressed  {finding.Migration}  {LintText.Title(finding)}: {finding.Suppressed}", "grey");
        foreach (var line in lint.Classified.SelectMany(Everything))
            yield return line;
        if (LintText.Seed(lint) is { } seed)
            yield return TextTable.Styled(seed, "grey");
        if (lint.Written is { } written)
            yield return TextTable.Styled($"'{written}' has the baseline now.", null);
        yield return TextTable.Styled(LintText.Summary(lint), lint.Fails ? "red" : LintText.Standing(lint).Any() ? "yellow" : "green");
    }

    private static IEnumerable<string> Render(LintFinding finding, LintPaths paths)
    {
        yield return string.Join("  ", new[]
        {
            "  " + TextTable.Styled(finding.Severity.PadRight(7), Style(finding.Severity)),
            TextTable.Styled(LintText.Title(finding), "bold"),
            TextTable.Styled(finding.Operation ?? "", null),
            TextTable.Styled(paths.Where(finding), "grey"),
        }.Where(p => p.Length > 0));
        yield return $"           {TextTable.Styled(finding.Message, null)}";
        if (finding.Cost is { } cost)
        {
            var parts = new[] { LintText.Locks(cost), $"previous version: {LintText.Survival(cost)}", $"undo: {cost.Undo}" };
            yield return $"           {TextTable.Styled(string.Join("; ", parts.OfType<string>()), "grey")}";
        }

        if (finding.SafeForm is { } safe)
            yield return $"           {TextTable.Styled($"→ {safe}{(finding.Recipe is null ? "" : $"  {finding.Recipe}")}", "green")}";
    }

    private static IEnumerable<string> Everything(LintedMigrationDocument migration)
    {
        if (migration.Operations.Count == 0)
            yield break;
        yield return TextTable.Styled(migration.Migration, "bold");
        var rows = migration.Operations.Select(o => (string[])[$"  {o.Operation}", o.Cost.Classes, LintText.Locks(o.Cost) ?? "no lock on anything in use", $"{o.Code} {o.Rule}"]).ToList();
        foreach (var line in TextTable.Align(rows, (_, column) => column == 0 ? null : "grey"))
            yield return line;
    }

    private static string Style(string severity) => severity switch
    {
        "error" => "red",
        "warning" => "yellow",
        _ => "blue",
    };
}
