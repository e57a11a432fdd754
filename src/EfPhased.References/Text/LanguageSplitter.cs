using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.Text;

/// <summary>
/// Splits a file into comments, texts and the rest. Texts that only whitespace and a plus sign keep apart are one.
/// </summary>
internal sealed partial class LanguageSplitter
{
    private readonly string content;
    private readonly Language language;
    private readonly List<LanguageText> texts = [];
    private readonly List<TextSpan> comments = [];
    private readonly StringBuilder text = new();
    private readonly List<int> positions = [];
    private int textEnd = -1;

    private LanguageSplitter(string content, Language language)
    {
        this.content = content;
        this.language = language;
    }

    public static LanguageParts Split(string content, Language language)
    {
        var splitter = new LanguageSplitter(content, language);
        splitter.Run();
        if (language.HasHereDocuments)
            splitter.HereDocuments();
        if (language.HasBlocks)
            splitter.Blocks();
        if (language.IsMarkup)
            splitter.Elements();
        return new LanguageParts(splitter.texts, splitter.comments);
    }

    private void Run()
    {
        var at = 0;
        while (at < content.Length)
            at = Comment(at) ?? Quoted(at) ?? at + 1;
        Flush();
    }

    private int? Comment(int at)
    {
        foreach (var (open, close) in language.BlockComments)
        {
            if (Starts(at, open))
                return AddComment(at, content.IndexOf(close, at + open.Length, StringComparison.Ordinal) is var end and >= 0
                    ? end + close.Length : content.Length);
        }

        foreach (var open in language.LineComments)
        {
            // not the second half of http://, of a fragment or of a variable such as $#
            if (Starts(at, open) && (at == 0 || content[at - 1] is not (':' or '$' or '&')))
                return AddComment(at, content.IndexOf('\n', at) is var end and >= 0 ? end : content.Length);
        }

        return null;
    }

    private int AddComment(int start, int end)
    {
        comments.Add(TextSpan.FromBounds(start, end));
        return end;
    }

    private int? Quoted(int at)
    {
        foreach (var quote in language.Quotes)
        {
            if (!Starts(at, quote) || (quote == "'" && at > 0 && char.IsLetterOrDigit(content[at - 1]) && !IsPrefix(at - 1)))
                continue;
            var end = End(at + quote.Length, quote);
            if (end < 0)
                return null;
            Append(at, at + quote.Length, end);
            textEnd = end + quote.Length;
            return textEnd;
        }

        return null;
    }

    /// <summary>Python's r'…', f'…' and the like.</summary>
    private bool IsPrefix(int at) =>
        "rRfFbBuU".Contains(content[at], StringComparison.Ordinal) && (at == 0 || !char.IsLetterOrDigit(content[at - 1]));

    private int End(int from, string quote)
    {
        var multiLine = quote.Length == 3 || quote == "`" || language.HasHereDocuments || language.HasBlocks;
        for (var i = from; i < content.Length; i++)
        {
            if (content[i] == '\\' && language.Escapes)
                i++;
            else if (Starts(i, quote))
                return i;
            else if (content[i] == '\n' && !multiLine)
                return -1;
        }

        return -1;
    }

    private void Append(int open, int start, int end)
    {
        if (text.Length > 0 && !(textEnd >= 0 && Joint().IsMatch(content[textEnd..open])))
            Flush();
        for (var i = start; i < end; i++)
        {
            if (content[i] == '\\' && language.Escapes && i + 1 < end)
            {
                i++;
                text.Append(content[i] is 'n' or 'r' or 't' or '\n' or '\r' ? ' ' : content[i]);
            }
            else
            {
                text.Append(content[i]);
            }

            positions.Add(i);
        }
    }

    private void Flush()
    {
        if (text.Length > 0)
            texts.Add(new LanguageText(text.ToString(), [.. positions]));
        text.Clear();
        positions.Clear();
    }

    private void Add(int start, int end) =>
        texts.Add(new LanguageText(content[start..end], [.. Enumerable.Range(start, end - start)]));

    private void HereDocuments()
    {
        foreach (Match match in HereDocument().Matches(content))
        {
            var end = Regex.Match(content[(match.Index + match.Length)..], $@"^\s*{Regex.Escape(match.Groups["tag"].Value)}\b",
                RegexOptions.Multiline);
            var start = content.IndexOf('\n', match.Index + match.Length - 1) + 1;
            if (end.Success && start > 0 && match.Index + match.Length + end.Index > start)
                Add(start, match.Index + match.Length + end.Index);
        }
    }

    /// <summary>YAML: <c>key: |</c> with an indented block, and <c>key: SELECT …</c>.</summary>
    private void Blocks()
    {
        foreach (Match match in Block().Matches(content))
            Add(match.Groups["block"].Index, match.Groups["block"].Index + match.Groups["block"].Length);
        foreach (Match match in Value().Matches(content))
            Add(match.Groups["value"].Index, match.Groups["value"].Index + match.Groups["value"].Length);
    }

    /// <summary>What stands between tags, with its entities decoded.</summary>
    private void Elements()
    {
        foreach (Match match in Element().Matches(content))
        {
            var group = match.Groups["cdata"].Success ? match.Groups["cdata"] : match.Groups["text"];
            if (string.IsNullOrWhiteSpace(group.Value) || comments.Any(c => c.Contains(group.Index)))
                continue;
            var decoded = new StringBuilder();
            var places = new List<int>();
            for (var i = group.Index; i < group.Index + group.Length; i++)
            {
                var entity = Entity().Match(content, i);
                decoded.Append(entity.Success && entity.Index == i &&
                    !match.Groups["cdata"].Success ? WebUtility.HtmlDecode(entity.Value)[..1] : content[i].ToString());
                places.Add(i);
                if (entity.Success && entity.Index == i && !match.Groups["cdata"].Success)
                    i += entity.Length - 1;
            }

            texts.Add(new LanguageText(decoded.ToString(), [.. places]));
        }
    }

    private bool Starts(int at, string what) => string.CompareOrdinal(content, at, what, 0, what.Length) == 0;

    [GeneratedRegex(@"^[\s+\\.&]*(?:[rRfFbBuU]{0,2})$")]
    private static partial Regex Joint();

    [GeneratedRegex("""<<<?[~-]?\s*["']?(?<tag>[A-Za-z_]\w*)["']?""")]
    private static partial Regex HereDocument();

    [GeneratedRegex(@"^(?<indent>[ ]*)[^#\n]*:[ ]*[|>][+-]?[ ]*\r?\n(?<block>(?:(?:\k<indent>[ ]+[^\n]*|[ \t]*)(?:\n|$))+)",
        RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("""^[^#\n:]*[:=][ ]+(?<value>[^"'|>\s#][^\r\n]*)""", RegexOptions.Multiline)]
    private static partial Regex Value();

    [GeneratedRegex(@"<!\[CDATA\[(?<cdata>.*?)\]\]>|>(?<text>[^<>]+)(?=<)", RegexOptions.Singleline)]
    private static partial Regex Element();

    [GeneratedRegex(@"\G&(?:\#\d+|\#x[0-9A-Fa-f]+|\w+);")]
    private static partial Regex Entity();
}
