using System.Buffers;
using System.Globalization;
using System.Text;

namespace EfPhased.References.Files;

/// <summary>
/// Tells from a file's text alone whether it can matter, so that the compiler never sees the rest. It may let through what does not
/// matter in the end; it must not hold back what does.
/// </summary>
internal sealed class NameFilter
{
    /// <summary>Opens a suppression in a comment.</summary>
    public const string Marker = "ef-phased:ignore";

    private static readonly SearchValues<string> Escapes = SearchValues.Create(["\\u", "\\U", "\\x"], StringComparison.Ordinal);

    private readonly SearchValues<string> all;
    private readonly (string Word, NameHits Hit)[] words;

    /// <param name="columns">Names of columns and properties.</param>
    /// <param name="tables">Names of tables.</param>
    public NameFilter(IEnumerable<string> columns, IEnumerable<string> tables)
    {
        words = [.. columns.Distinct(StringComparer.OrdinalIgnoreCase).Select(w => (w, NameHits.Column)),
            .. tables.Distinct(StringComparer.OrdinalIgnoreCase).Select(w => (w, NameHits.Table)), (Marker, NameHits.Marker)];
        all = SearchValues.Create([.. words.Select(w => w.Word)], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Which sorts of names a text holds, whole; stops as soon as it holds all of <paramref name="enough"/>.</summary>
    public NameHits Find(ReadOnlySpan<char> text, NameHits enough)
    {
        var hits = Search(text, enough);
        if ((hits & enough) != enough && text.ContainsAny(Escapes))
            hits |= Search(Unescape(text), enough);
        return hits;
    }

    private NameHits Search(ReadOnlySpan<char> text, NameHits enough)
    {
        var hits = NameHits.None;
        var starLookedFor = false;
        var at = 0;
        while (at < text.Length)
        {
            var found = text[at..].IndexOfAny(all);
            if (found < 0)
                break;
            at += found;
            foreach (var (word, hit) in words)
            {
                if ((hits & hit) != 0 || !text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    continue;
                if (!IsWhole(text, at, word.Length))
                    continue;
                hits |= hit;
                if (hit == NameHits.Table && IsConstant(text, at, word.Length))
                    hits |= NameHits.Star;
            }

            if ((hits & NameHits.Table) != 0 && !starLookedFor)
            {
                starLookedFor = true;
                hits |= HasStar(text) ? NameHits.Star : NameHits.None;
            }

            if ((hits & enough) == enough)
                break;
            at++;
        }

        return hits;
    }

    private static bool IsWhole(ReadOnlySpan<char> text, int start, int length) =>
        (start == 0 || !IsWordPart(text[start - 1])) && (start + length >= text.Length || !IsWordPart(text[start + length]));

    /// <summary>A table's name alone in quotes, or in nameof, may be built into a statement elsewhere.</summary>
    private static bool IsConstant(ReadOnlySpan<char> text, int start, int length)
    {
        if (start == 0 || start + length >= text.Length)
            return false;
        var after = text[start + length];
        return (text[start - 1] == '"' && after == '"') ||
            (after == ')' && text[Math.Max(0, start - 64)..start].Contains("nameof(", StringComparison.Ordinal));
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>Whether the text can hold <c>SELECT *</c>, <c>SELECT c.*</c>, <c>RETURNING *</c> or an insert without columns.</summary>
    private static bool HasStar(ReadOnlySpan<char> text) =>
        ((Has(text, "select") || Has(text, "returning")) && text.Contains('*')) ||
        ((Has(text, "insert") || Has(text, "replace")) && Has(text, "values")) ||
        Has(text, "copy ");

    private static bool Has(ReadOnlySpan<char> text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Undoes C#'s escapes of characters by number; others are no letters.</summary>
    private static string Unescape(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (var found = text.IndexOf('\\'); found >= 0; found = text.IndexOf('\\'))
        {
            result.Append(text[..found]);
            text = text[found..];
            var (least, most) = text.Length > 1 ? text[1] switch { 'u' => (4, 4), 'U' => (8, 8), 'x' => (1, 4), _ => (0, 0) } : (0, 0);
            var digits = 0;
            while (digits < most && 2 + digits < text.Length && char.IsAsciiHexDigit(text[2 + digits]))
                digits++;
            if (most > 0 && digits >= least &&
                int.TryParse(text.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) &&
                    Rune.IsValid(code))
            {
                result.Append(new Rune(code).ToString());
                text = text[(2 + digits)..];
            }
            else
            {
                result.Append(text[0]);
                text = text[1..];
            }
        }

        result.Append(text);
        return result.ToString();
    }
}

[Flags]
internal enum NameHits
{
    None = 0,
    Column = 1,
    Table = 2,

    /// <summary>Besides a table, something that can mean all columns without naming them, or a text that is the table's name
    /// alone.</summary>
    Star = 4,

    Marker = 8,
}
