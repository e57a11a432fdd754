using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Linting;

/// <summary>
/// Paths as each report wants them: relative to where the user stands, or to the repository.
/// </summary>
/// <param name="projectDir">The folder of the project with the migrations.</param>
internal sealed class LintPaths(string projectDir)
{
    /// <summary>The root of the repository; the project's folder where there is none.</summary>
    public string Repository { get; } = FindRepository(projectDir) ?? projectDir;

    public string? InRepository(LintFinding finding) => finding.File is null ? null : Path.GetRelativePath(Repository, finding.File).Replace('\\', '/');

    private readonly string _here = Environment.CurrentDirectory;

    /// <summary>Where a finding is, for people: <c>Migrations/2025…_X.cs:14</c>.</summary>
    public string Where(LintFinding finding)
        => finding.File is null ? "" : FormattableString.Invariant($"{Path.GetRelativePath(_here, finding.File)}:{finding.Line}");

    private static string? FindRepository(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (Path.Exists(Path.Combine(current, ".git")))
                return current;
        }

        return null;
    }
}
