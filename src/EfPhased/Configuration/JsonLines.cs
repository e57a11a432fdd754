using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EfPhased.Configuration;

/// <summary>
/// Finds the line of a JSON text on which something stands, by its path: <c>$.lint.suppress[0].reason</c>.
/// </summary>
internal static class JsonLines
{
    /// <returns>The line, starting at 1, of the innermost part of the path that the text has; null where it has none.</returns>
    public static int? Of(string text, string? path)
    {
        if (string.IsNullOrEmpty(path))
            return null;
        var lines = Read(Encoding.UTF8.GetBytes(text));
        for (var part = path; part.Length > 0; part = part[..Math.Max(0, Math.Max(part.LastIndexOf('.'), part.LastIndexOf('[')))])
        {
            if (lines.TryGetValue(part, out var line))
                return line;
        }

        return null;
    }

    private static Dictionary<string, int> Read(byte[] text)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Stack<(string Path, int Index)>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var next = "$";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                next = $"{open.Peek().Path}.{reader.GetString()}";
                lines[next] = Line(text, reader.TokenStartIndex);
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (open.TryPeek(out var parent) && parent.Index >= 0)
            {
                open.Pop();
                open.Push((parent.Path, parent.Index + 1));
                next = string.Create(CultureInfo.InvariantCulture, $"{parent.Path}[{parent.Index}]");
            }

            lines.TryAdd(next, Line(text, reader.TokenStartIndex));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push((next, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
        }

        return lines;
    }

    private static int Line(byte[] text, long position) => text.AsSpan(0, (int)position).Count((byte)'\n') + 1;
}
