using EfPhased.Design.Hosting.Protocol;
using EfPhased.References.Reports;

namespace EfPhased.Tool.Linting;

/// <summary>
/// The findings as annotations of GitHub Actions.
/// </summary>
internal static class LintGitHub
{
    public static IEnumerable<string> Lines(LintDocument lint, LintPaths paths)
        => LintText.Standing(lint).Select(f => GitHubCommand.Line(
            f.Severity == "note" ? "notice" : f.Severity, paths.InRepository(f), f.Line ?? 0, 0, LintText.Title(f), $"{f.Migration}: {LintText.Message(f)}"));
}
