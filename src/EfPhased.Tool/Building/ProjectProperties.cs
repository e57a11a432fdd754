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

    /// <summary>Folders that packages are loaded from.</summary>
    public IEnumerable<string> PackageFolders
        => Values["NuGetPackageFolders"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="ToolException">EFP5005: that was no answer of MSBuild.</exception>
    public static ProjectProperties Parse(string project, string json)
    {
        MSBuildAnswer? answer;
        try
        {
            answer = JsonSerializer.Deserialize(json, BuildJson.Default.MSBuildAnswer);
        }
        catch (JsonException)
        {
            answer = null;
        }

        var properties = answer?.Properties ?? throw Errors.CannotRead(project, json.Trim());
        var assemblies = answer.Items?.GetValueOrDefault("RuntimeCopyLocalItems") ?? [];
        return new ProjectProperties(project, properties, [.. assemblies.Select(a => a.FullPath)]);
    }

    private string? NullIfEmpty(string name) => Values[name] is { Length: > 0 } value ? value : null;

    private string InProject(string name) => Path.GetFullPath(Values[name], Directory);
}

internal sealed record MSBuildAnswer(
    [property: JsonPropertyName("Properties")] Dictionary<string, string>? Properties,
    [property: JsonPropertyName("Items")] Dictionary<string, List<MSBuildItem>>? Items);

internal sealed record MSBuildItem([property: JsonPropertyName("FullPath")] string FullPath);

[JsonSerializable(typeof(MSBuildAnswer))]
internal sealed partial class BuildJson : JsonSerializerContext;
