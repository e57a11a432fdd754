using System.Text.Json;

namespace EfPhased.Tool.Building;

/// <summary>
/// Tells whether a project's packages are those of its last restore, since asking NuGet takes as long as building.
/// Any doubt counts as no.
/// </summary>
internal static class RestoreState
{
    // What decides about packages, besides the project files themselves.
    private static readonly string[] Beside =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "packages.lock.json",
        "nuget.config", "NuGet.config", "NuGet.Config",
    ];

    /// <summary>True when no file that is known to decide about packages is newer than the last restore.</summary>
    public static bool IsCurrent(string project)
    {
        var folder = Path.Combine(Path.GetDirectoryName(project)!, "obj");
        if (LastRestore(folder) is not { } restored)
            return false;

        try
        {
            var projects = ProjectsOf(Path.Combine(folder, Path.GetFileName(project) + ".nuget.dgspec.json"));
            return projects.All(p => File.Exists(p) && !IsNewer(p, restored))
                && projects.Select(p => Path.GetDirectoryName(p)!).Distinct().All(f => IsCurrent(f, restored));
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// True when MSBuild has imported nothing that is newer than the last restore: it names the newest of all files that it has read.
    /// </summary>
    public static bool WasCurrent(ProjectProperties project)
        => LastRestore(Path.Combine(project.Directory, "obj")) is { } restored
            && project.NewestImports.All(f => !IsNewer(f, restored));

    // NuGet writes this file after those that projects import.
    private static DateTime? LastRestore(string folder)
    {
        var cache = Path.Combine(folder, "project.nuget.cache");
        return File.Exists(cache) ? File.GetLastWriteTimeUtc(cache) : null;
    }

    private static List<string> ProjectsOf(string graph)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(graph));
        return [.. json.RootElement.GetProperty("projects").EnumerateObject().Select(p => p.Name)];
    }

    private static bool IsCurrent(string? folder, DateTime restored)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Beside.Any(name => IsNewer(Path.Combine(folder, name), restored)))
                return false;
        }

        return true;
    }

    // A file that is not there has a time long ago.
    private static bool IsNewer(string file, DateTime restored) => File.GetLastWriteTimeUtc(file) > restored;
}
