using System.Text.Encodings.Web;
using System.Text.Json;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Linting;

/// <summary>The lint as JSON: every operation, every finding, every rule.</summary>
internal static class LintJson
{
    // For people and jq, not for HTML: quotes and arrows stay what they are.
    private static readonly ProtocolJson Readable = new(new JsonSerializerOptions(ProtocolJson.Default.Options)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(LintDocument lint) => JsonSerializer.Serialize(lint, Readable.LintDocument);
}
