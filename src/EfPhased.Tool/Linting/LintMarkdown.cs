using System.Text;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Linting;

/// <summary>
/// The findings as a comment on a pull request.
/// </summary>
internal static class LintMarkdown
{
    public static string Write(LintDocument lint, LintPaths paths)
    {
        var text = new StringBuilder($"### Migrations of {Escape(lint.Context)} ({lint.Server})\n\n{Escape(LintText.Summary(lint))}\n");
        foreach (var migration in LintText.Standing(lint).GroupBy(f => f.Migration))
        {
            text.Append($"\n#### {Escape(migration.Key)}\n\n| | operation | what happens | lock | previous version | undo | instead |\n|---|---|---|---|---|---|---|\n");
            foreach (var finding in migration)
                text.Append(Row(finding, paths)).Append('\n');
        }

        if (LintText.Seed(lint) is { } seed)
            text.Append($"\n{seed}\n");
        return text.ToString();
    }

    private static string Row(LintFinding finding, LintPaths paths)
    {
        var where = finding.File is null ? "" : FormattableString.Invariant($"<br>{Escape(paths.InRepository(finding)!)}:{finding.Line}");
        string[] cells =
        [
            $"**{finding.Severity}** {Escape(LintText.Title(finding))}",
            (finding.Operation is null ? "" : $"`{Escape(finding.Operation.Replace('`', '\''), code: true)}`") + where,
            Escape(finding.Message),
            finding.Cost is { } cost ? Escape(LintText.Locks(cost) ?? "none") : "",
            finding.Cost is { } c ? LintText.Survival(c) : "",
            finding.Cost is { } u ? Escape(u.Undo) : "",
            finding.SafeForm is null ? "" : Escape(finding.SafeForm) + (finding.Recipe is null ? "" : $" ({finding.Recipe})"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    // A bar ends the cell, and names may have what Markdown takes for markup.
    private static string Escape(string text, bool code = false)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c == '|' || (!code && c is '*' or '_' or '<' or '>' or '[' or ']' or '`' or '\\'))
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
