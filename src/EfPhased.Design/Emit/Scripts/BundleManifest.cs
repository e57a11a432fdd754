using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// What a bundle is made of and from, with checksums by which a pipeline sees whether what was reviewed is what it runs.
/// </summary>
internal static class BundleManifest
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
    };

    public static string Write(PhasedChange change, IEnumerable<(string Name, string Text)> files, RunServices services)
        => JsonSerializer.Serialize(
            new Manifest(
                change.Name,
                new RunSettings().Version,
                services.Context.Database.ProviderName!,
                [.. change.Migrations.Select(m => new ManifestMigration(m.Id, m.Phase!.Value.ToString()))],
                [.. files.Select(f => new ManifestFile(f.Name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(f.Text)))))]),
            Readable) + "\n";

    private sealed record Manifest(
        string Change, string ToolVersion, string Provider, IReadOnlyList<ManifestMigration> Migrations, IReadOnlyList<ManifestFile> Files);

    private sealed record ManifestMigration(string Id, string Phase);

    private sealed record ManifestFile(string Name, string Sha256);
}
