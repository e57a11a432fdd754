namespace EfPhased.Tool.Building;

/// <summary>
/// Finds the project with the migrations and the project that starts the application, by the rules of <c>dotnet ef</c>.
/// </summary>
internal static class ProjectFiles
{
    /// <param name="project">The value of --project: a file, a folder, or nothing.</param>
    /// <param name="startup">The value of --startup-project.</param>
    /// <exception cref="ToolException">EFP5002 or EFP5003.</exception>
    public static (string Target, string Startup) Find(string? project, string? startup)
    {
        var targets = In(project);
        var startups = In(startup);
        foreach (var (found, given) in new[] { (targets, project), (startups, startup) })
        {
            if (found.Count > 1)
                throw Errors.SeveralProjects(Folder(given), found.Select(f => Path.GetFileName(f)!));
            if (found.Count == 0 && given is not null)
                throw Errors.NoProject(Folder(given));
        }

        // Whichever was not given is the project of the current folder; without one, it is the other.
        return (targets.FirstOrDefault() ?? startups.FirstOrDefault(), startups.FirstOrDefault() ?? targets.FirstOrDefault()) switch
        {
            ({ } target, { } application) => (target, application),
            _ => throw Errors.NoProject(Folder(project)),
        };
    }

    private static List<string> In(string? path)
    {
        var full = Folder(path);
        return File.Exists(full) ? [full]
            : Directory.Exists(full) ? [.. Directory.EnumerateFiles(full, "*.csproj").Order(StringComparer.Ordinal)]
            : [];
    }

    private static string Folder(string? path) => Path.GetFullPath(path ?? Directory.GetCurrentDirectory());
}
