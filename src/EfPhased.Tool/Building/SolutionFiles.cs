using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace EfPhased.Tool.Building;

/// <summary>
/// The C# projects that belong together: those of the solution that holds the project, or the project alone.
/// </summary>
/// <param name="Folder">The solution's folder, or the project's.</param>
/// <param name="Solution">The solution; null where there is none.</param>
/// <param name="Projects">Full paths.</param>
internal sealed partial record SolutionFiles(string Folder, string? Solution, IReadOnlyList<string> Projects)
{
    private static readonly string[] Extensions = [".sln", ".slnx"];

    /// <param name="given">A solution, a project, or nothing.</param>
    /// <param name="own">The project with the migrations and the one that starts the application.</param>
    /// <exception cref="ToolException">EFP5016 or EFP5017: the solution is missing or cannot be read.</exception>
    public static SolutionFiles Find(string? given, IReadOnlyList<string> own)
    {
        if (given is not null)
        {
            var file = Path.GetFullPath(given);
            if (!File.Exists(file))
                throw Errors.NoSolution(given);
            return Extensions.Contains(Path.GetExtension(file))
                ? Of([file], own)
                : new SolutionFiles(Path.GetDirectoryName(file)!, null, [.. own.Prepend(file).Distinct()]);
        }

        for (var folder = Path.GetDirectoryName(own[0]); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            // Of several beside each other, as many teams have, all count.
            var solutions = Directory.EnumerateFiles(folder).Where(f => Extensions.Contains(Path.GetExtension(f))).Order(StringComparer.Ordinal)
                .Where(s => ProjectsOf(s).Contains(own[0]))
                .ToList();
            if (solutions.Count > 0)
                return Of(solutions, own);
            if (Path.Exists(Path.Combine(folder, ".git")))
                break;
        }

        return new SolutionFiles(Path.GetDirectoryName(own[0])!, null, [.. own.Distinct()]);
    }

    private static SolutionFiles Of(List<string> solutions, IReadOnlyList<string> own)
        => new(Path.GetDirectoryName(solutions[0])!, solutions[0], [.. solutions.SelectMany(ProjectsOf).Concat(own).Distinct()]);

    private static List<string> ProjectsOf(string solution)
    {
        try
        {
            var text = File.ReadAllText(solution);
            var paths = Path.GetExtension(solution) == ".slnx"
                ? XDocument.Parse(text).Descendants("Project").Select(p => p.Attribute("Path")?.Value ?? "")
                : ProjectLine().Matches(text).Select(m => m.Groups[1].Value);
            return
            [
                .. paths.Where(p => p.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
                    .Select(p => Path.GetFullPath(p.Replace('\\', Path.DirectorySeparatorChar), Path.GetDirectoryName(solution)!)),
            ];
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            throw Errors.BadSolution(solution, e.Message);
        }
    }

    // Project("{kind}") = "name", "path", "{id}"
    [GeneratedRegex("""^Project\("[^"]*"\)\s*=\s*"[^"]*",\s*"([^"]+)",""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
