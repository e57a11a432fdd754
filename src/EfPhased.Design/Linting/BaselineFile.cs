using System.Text;
using System.Text.Json;
using EfPhased.Configuration;

namespace EfPhased.Design.Linting;

/// <summary>
/// Writes <c>lint.baseline</c> into the settings, and leaves the rest of the file, comments included, as it is.
/// </summary>
internal static class BaselineFile
{
    /// <param name="file">The settings; null where there are none yet.</param>
    /// <param name="projectDir">Where they are made then.</param>
    /// <param name="migration">The last migration whose findings are old.</param>
    /// <returns>The file that was written.</returns>
    /// <exception cref="PhasedException">EFP4107.</exception>
    public static string Write(string? file, string projectDir, string migration)
    {
        var target = file ?? Path.Combine(projectDir, PhasedConfiguration.FileName);
        try
        {
            File.WriteAllText(target, file is null ? $"{{\n  \"lint\": {{ \"baseline\": \"{migration}\" }}\n}}\n" : Edit(File.ReadAllText(file), migration));
            return target;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw LintErrors.CannotWriteBaseline(target, e.Message);
        }
    }

    public static string Edit(string text, string migration)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = Places.Find(bytes);
        var value = $"\"{migration}\"";
        if (places.Value is var (start, end))
            return Replace(bytes, start, end, value);
        return places.Lint is { } lint
            ? Replace(bytes, lint.After, lint.After, $" \"baseline\": {value}{(lint.IsEmpty ? " " : ",")}")
            : Replace(bytes, places.Root.After, places.Root.After, $"\n  \"lint\": {{ \"baseline\": {value} }}{(places.Root.IsEmpty ? "\n" : ",")}");
    }

    private static string Replace(byte[] text, int start, int end, string with)
        => Encoding.UTF8.GetString(text.AsSpan(0, start)) + with + Encoding.UTF8.GetString(text.AsSpan(end));

    private readonly record struct Opening(int After, bool IsEmpty);

    /// <summary>Where the objects begin, and where the value stands now.</summary>
    private sealed record Places(Opening Root, Opening? Lint, (int Start, int End)? Value)
    {
        public static Places Find(byte[] text)
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var path = new List<string>();
            Opening? root = null, lint = null;
            (int, int)? value = null;
            var name = "";
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString()!;
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        var opening = new Opening((int)reader.BytesConsumed, IsEmpty(reader));
                        root ??= opening;
                        lint ??= path.Count == 1 && name == "lint" ? opening : null;
                        path.Add(path.Count == 0 ? "" : name);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.RemoveAt(path.Count - 1);
                        break;
                    default:
                        if (path is ["", "lint"] && name == "baseline")
                            value = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                        break;
                }
            }

            return new Places(root ?? throw new JsonException("it holds no JSON object."), lint, value);
        }

        // A copy of the reader looks ahead.
        private static bool IsEmpty(Utf8JsonReader reader) => reader.Read() && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
    }
}
