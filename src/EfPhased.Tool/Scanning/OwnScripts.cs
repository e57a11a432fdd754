using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EfPhased.Tool.Scanning;

/// <summary>
/// Tells the scripts that <c>script</c> has written, and that nobody has changed, from everybody else's SQL: they name what goes because
/// they remove it. Scripts of migrations that may run after the contract count like any other.
/// </summary>
/// <param name="root">The folder that files are relative to.</param>
/// <param name="later">Migrations that may run after the contract.</param>
internal sealed class OwnScripts(string root, IEnumerable<string> later)
{
    private readonly HashSet<string> _later = [.. later];
    private readonly Dictionary<string, Dictionary<string, string>> _checksums = [];

    /// <param name="file">A file, relative to the root.</param>
    public bool Contain(string file)
    {
        var path = Path.GetFullPath(file, root);
        if (Path.GetExtension(path) != ".sql" || !ChecksumsOf(Path.GetDirectoryName(path)!).TryGetValue(Path.GetFileName(path), out var checksum))
            return false;
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == checksum;
    }

    private Dictionary<string, string> ChecksumsOf(string folder)
    {
        if (!_checksums.TryGetValue(folder, out var checksums))
            _checksums[folder] = checksums = Read(Path.Combine(folder, "manifest.json"));
        return checksums;
    }

    private Dictionary<string, string> Read(string manifest)
    {
        if (!File.Exists(manifest))
            return [];
        try
        {
            var bundle = JsonSerializer.Deserialize(File.ReadAllText(manifest), BundleJson.Default.BundleManifest);
            return bundle is { Files: { } files, Migrations: { } migrations } && !migrations.Any(m => _later.Contains(m.Id))
                ? files.DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Sha256)
                : [];
        }
        catch (JsonException)
        {
            // Many tools call a file so; theirs is not ours.
            return [];
        }
    }
}

internal sealed record BundleManifest(IReadOnlyList<BundledMigration>? Migrations, IReadOnlyList<BundledFile>? Files);

internal sealed record BundledMigration(string Id);

internal sealed record BundledFile(string Name, string Sha256);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BundleManifest))]
internal sealed partial class BundleJson : JsonSerializerContext;
