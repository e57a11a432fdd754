using System.Text.Json;
using System.Text.Json.Serialization;

namespace EfPhased.Tool.Building;

/// <summary>
/// What MSBuild says about a project.
/// </summary>
internal sealed record ProjectProperties(string File, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> RuntimeAssemblies)
{
    public static readonly IReadOnlyList<string> Names =
    [
        "AssemblyName",
        "EfPhasedDesignHost",
        "MSBuildAllProjects",
        "MSBuildProjectDirectory",
        "NuGetPackageFolders",
        "Nullable",
        "ProjectDepsFilePath",
        "ProjectRuntimeConfigFilePath",
        "RootNamespace",
        "TargetFramework",
        "TargetFrameworkIdentifier",
        "TargetFrameworks",
        "TargetFrameworkVersion",
        "TargetPath",
    ];

    public string AssemblyName => Values["AssemblyName"];

    public string Directory => Values["MSBuildProjectDirectory"];

    public string? DesignHost => NullIfEmpty("EfPhasedDesignHost");

    public string? RootNamespace => NullIfEmpty("RootNamespace");

    public string TargetPath => InProject("TargetPath");

    public string DepsFile => InProject("ProjectDepsFilePath");

    public string RuntimeConfigFile => InProject("ProjectRuntimeConfigFilePath");

    public bool HasNullableReferenceTypes => Values["Nullable"] is "enable" or "annotations";

    public IEnumerable<string> NewestImports => List("MSBuildAllProjects");

    /// <summary>Folders that packages are loaded from.</summary>
    public IEnumerable<string> PackageFolders => List("NuGetPackageFolders");

    /// <summary>Reads MSBuild's answer; null when it is none.</summary>
    public static ProjectProperties? TryParse(string project, string json)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(json, BuildJson.Default.MSBuildAnswer);
            var assemblies = answer?.Items?.GetValueOrDefault("RuntimeCopyLocalItems") ?? [];
            return answer?.Properties is { } properties
                ? new ProjectProperties(project, properties, [.. assemblies.Select(a => a.FullPath)])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string[] List(string name) => Values[name].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string? NullIfEmpty(string name) => Values[name] is { Length: > 0 } value ? value : null;

    private string InProject(string name) => Path.GetFullPath(Values[name], Directory);
}

internal sealed record MSBuildAnswer(
    [property: JsonPropertyName("Properties")] Dictionary<string, string>? Properties,
    [property: JsonPropertyName("Items")] Dictionary<string, List<MSBuildItem>>? Items);

internal sealed record MSBuildItem([property: JsonPropertyName("FullPath")] string FullPath);

[JsonSerializable(typeof(MSBuildAnswer))]
internal sealed partial class BuildJson : JsonSerializerContext;
