using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EfPhased.Gates.References;

/// <summary>
/// The form of <c>references.json</c>: readable, and with a checksum that does not depend on how it is laid out.
/// </summary>
internal static class ReferenceEvidenceJson
{
    private const string ChecksumName = "checksum";

    private static readonly JsonSerializerOptions Readable = new(EvidenceJson.Default.Options)
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n",
    };

    public static string Write(ReferenceEvidence evidence)
    {
        var root = JsonSerializer.SerializeToNode(evidence with { Checksum = null }, EvidenceJson.Default.ReferenceEvidence)!.AsObject();
        root[ChecksumName] = Checksum(root);
        return root.ToJsonString(Readable) + "\n";
    }

    /// <returns>The evidence, or what is wrong with it.</returns>
    public static (ReferenceEvidence? Evidence, string? Problem) Read(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject root || root[ChecksumName]?.GetValue<string>() is not { } checksum)
                return (null, "it holds no evidence");
            root.Remove(ChecksumName);
            if (!string.Equals(Checksum(root), checksum, StringComparison.OrdinalIgnoreCase))
                return (null, "its checksum does not fit its content, so it was changed after the scan");
            if (root["format"]?.GetValue<int>() is { } format && format != ReferenceEvidence.CurrentFormat)
                return (null, $"its format is {format}, and this version reads {ReferenceEvidence.CurrentFormat}");
            var evidence = root.Deserialize(EvidenceJson.Default.ReferenceEvidence)!;
            return evidence.Sources.Count == 0 ? (null, "it names no folder that was scanned") : (evidence with { Checksum = checksum }, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return (null, $"it cannot be read: {e.Message}");
        }
    }

    private static string Checksum(JsonObject root)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root.ToJsonString())));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ReferenceEvidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
