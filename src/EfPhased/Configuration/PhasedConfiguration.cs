using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EfPhased.Gates;

namespace EfPhased.Configuration;

/// <summary>
/// The settings of a team, in <c>efphased.json</c>: what the gate asks for, what lint counts, and how that differs from environment to environment.
/// </summary>
internal sealed record PhasedConfiguration
{
    public const string FileName = "efphased.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public GatePolicy Gate { get; init; } = new();

    /// <summary>New contracts keep what they would drop, as a tombstone under another name, for some time.</summary>
    public bool Tombstone { get; init; }

    /// <summary>For how long a tombstone is kept.</summary>
    public TimeSpan TombstoneFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How runs stay out of the application's way.</summary>
    public RunPolicy Run { get; init; } = new();

    /// <summary>What <c>lint</c> reports, and what of it counts.</summary>
    public LintSettings Lint { get; init; } = new();

    /// <summary>What the reference scan looks at; read where the scan runs.</summary>
    public JsonElement? References { get; init; }

    /// <summary>Settings that replace others in one environment, by its name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Environments { get; init; }

    /// <summary>The file in a folder or the nearest one above it, up to the root of the repository; null where there is none.</summary>
    public static string? Find(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            var file = Path.Combine(current.FullName, FileName);
            if (File.Exists(file))
                return file;
            if (Path.Exists(Path.Combine(current.FullName, ".git")))
                return null;
        }

        return null;
    }

    /// <summary>The settings that an application carries: beside its migrations, beside its program, or in its folder.</summary>
    /// <exception cref="PhasedException">EFP1006.</exception>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty location is handled.")]
    public static PhasedConfiguration OfApplication(Assembly migrations)
    {
        // A single file has no location; its files lie beside it.
        var folders = new[] { Path.GetDirectoryName(migrations.Location), AppContext.BaseDirectory, Environment.CurrentDirectory };
        var file = folders.Where(f => !string.IsNullOrEmpty(f)).Select(f => Path.Combine(f!, FileName)).FirstOrDefault(File.Exists);
        return Read(file ?? Find(Environment.CurrentDirectory));
    }

    /// <param name="file">The file; null for the defaults.</param>
    /// <param name="environment">The environment's name; null for that of the process, which is Production unless it says otherwise.</param>
    /// <exception cref="PhasedException">EFP1006: the file cannot be read, or says something that nobody knows.</exception>
    public static PhasedConfiguration Read(string? file, string? environment = null)
    {
        if (file is null)
            return new PhasedConfiguration();
        var text = "";
        try
        {
            text = File.ReadAllText(file);
            var root = JsonNode.Parse(text, documentOptions: Lenient) as JsonObject ?? throw new JsonException("It holds no JSON object.");

            // Read once as it stands, so that an environment nobody uses today cannot hide a mistake until the day it is used.
            foreach (var other in (root["environments"] as JsonObject ?? []).Select(e => e.Key))
                Bind(root, other);
            return Bind(root, environment ?? CurrentEnvironment);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw Errors.BadConfiguration(file, LineOf(e, text), Detail(e), e);
        }
    }

    // What cannot be parsed has a line of its own; what cannot be bound has a path.
    private static int? LineOf(Exception e, string text) => e switch
    {
        JsonException { Path: null, LineNumber: { } line } => (int)line + 1,
        JsonException { Path: { } path } => JsonLines.Of(text, path),
        _ => null,
    };

    // The serializer ends its messages with a position in the text that it was given, which is not the file's.
    private static string Detail(Exception e)
    {
        if (e is not JsonException { Path: { } path } || path == "$")
            return e.Message;
        var message = e.Message.IndexOf(" Path: ", StringComparison.Ordinal) is var end and >= 0 ? e.Message[..end] : e.Message;
        return $"{message.TrimEnd('.')} ({path[2..]}).";
    }

    private static string CurrentEnvironment
        => Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? "Production";

    private static PhasedConfiguration Bind(JsonObject root, string environment)
    {
        var settings = (JsonObject)root.DeepClone();
        if (settings["environments"] is JsonObject environments
            && environments.FirstOrDefault(e => string.Equals(e.Key, environment, StringComparison.OrdinalIgnoreCase)).Value is JsonObject own)
            Merge(settings, own);
        var bound = settings.Deserialize<PhasedConfiguration>(Json) ?? new PhasedConfiguration();
        bound.Gate.Validate();
        if (bound.TombstoneFor < TimeSpan.Zero)
            throw new SettingException("$.tombstoneFor", "a time is negative.");
        bound.Run.Validate();
        bound.Lint.Validate();
        return bound;
    }

    private static void Merge(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
                Merge(existing, inner);
            else
                target[name] = value?.DeepClone();
        }
    }
}
