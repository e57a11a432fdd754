using EfPhased.References.Sql;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// One statement of a text.
/// </summary>
/// <param name="Text">The statement as written, without what ends it.</param>
/// <param name="Line">The line of the text that it starts on; the first is 0.</param>
/// <param name="Tokens">Its tokens, without comments.</param>
internal sealed record SqlText(string Text, int Line, IReadOnlyList<SqlToken> Tokens)
{
    public bool StartsWith(params ReadOnlySpan<string> words)
    {
        if (Tokens.Count < words.Length)
            return false;
        for (var i = 0; i < words.Length; i++)
        {
            if (!Tokens[i].Is(words[i]))
                return false;
        }

        return true;
    }

    public bool Contains(string word) => Tokens.Any(t => t.Is(word));

    /// <summary>The statement in one line, short enough for a report.</summary>
    public string Excerpt
    {
        get
        {
            var line = string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return line.Length <= Longest ? line : line[..(Longest - 1)].TrimEnd() + "…";
        }
    }

    private const int Longest = 100;
}
