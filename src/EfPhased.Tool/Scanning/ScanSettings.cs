using System.Text.Json;
using System.Text.Json.Serialization;

namespace EfPhased.Tool.Scanning;

/// <summary>
/// The <c>references</c> section of <c>efphased.json</c>.
/// </summary>
internal sealed record ScanSettings
{
    private const string FileName = "efphased.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The solution, or the only project, to scan.</summary>
    public string? Solution { get; init; }

    /// <summary>Globs of further files below the solution's folder.</summary>
    public IReadOnlyList<string> Files { get; set; } = [];

    /// <summary>Folders elsewhere: other repositories, reports.</summary>
    public IReadOnlyList<ScannedFolder> Folders { get; set; } = [];

    /// <summary>Globs of files to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; set; } = [];

    public IReadOnlyList<ScanSuppression> Suppress { get; set; } = [];

    /// <summary>The folder that relative paths start from.</summary>
    [JsonIgnore]
    public string BaseFolder { get; init; } = "";

    /// <summary>Reads the nearest file in a folder or above it, up to the root of the repository.</summary>
    /// <exception cref="ToolException">EFP5018: it cannot be used.</exception>
    public static ScanSettings Read(string folder)
    {
        if (Find(folder) is not { } file)
            return new ScanSettings();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), Lenient);
            var settings = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("references", out var section)
                ? section.Deserialize(ScanJson.Default.ScanSettings)
                : null;
            if (settings?.Suppress.FirstOrDefault(s => string.IsNullOrWhiteSpace(s.Reason)) is { } without)
                throw new JsonException($"The suppression of '{without.Files}' gives no reason.");
            return (settings ?? new ScanSettings()) with { BaseFolder = Path.GetDirectoryName(file)! };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Errors.BadScanSettings(file, e.Message);
        }
    }

    private static string? Find(string folder)
    {
        for (var current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            var file = Path.Combine(current, FileName);
            if (File.Exists(file))
                return file;
            if (Path.Exists(Path.Combine(current, ".git")))
                return null;
        }

        return null;
    }
}

/// <param name="Folder">A folder, relative to the file of the settings.</param>
/// <param name="Files">Globs relative to it.</param>
internal sealed record ScannedFolder(string Folder, IReadOnlyList<string> Files);

/// <param name="Files">A glob, relative to the solution's folder.</param>
/// <param name="Target">A target, such as <c>Customers.Name</c>; null for all.</param>
/// <param name="Reason">Why these references do not count.</param>
internal sealed record ScanSuppression(string Files, string Reason, string? Target = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowTrailingCommas = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ScanSettings))]
internal sealed partial class ScanJson : JsonSerializerContext;
