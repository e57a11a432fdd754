using System.Text;

namespace EfPhased.References.Sql;

internal sealed partial class SqlTokenizer
{
    private void ReadLiteral(int start, bool escapes)
    {
        var quote = text[at];
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\\' && escapes && at + 1 < text.Length)
                value.Append(text[++at]);
            else if (text[at] != quote)
                value.Append(text[at]);
            else if (Peek(1) == quote)
                value.Append(text[at++]);
            else
                break;
        }

        Add(SqlTokenKind.Literal, start, Math.Min(at + 1, text.Length), value.ToString());
    }

    private void ReadQuoted(int start, char open, char close, bool unicode)
    {
        var value = new StringBuilder();
        for (at += open == text[at] ? 1 : 0; at < text.Length; at++)
        {
            if (text[at] != close)
                value.Append(text[at]);
            else if (Peek(1) == close)
                value.Append(text[at++]);
            else
                break;
        }

        Add(SqlTokenKind.Quoted, start, Math.Min(at + 1, text.Length), unicode ? SqlChars.Unescape(value.ToString()) : value.ToString());
    }

    private bool ReadBody()
    {
        var tagEnd = at + 1;
        while (tagEnd < text.Length && (char.IsLetterOrDigit(text[tagEnd]) || text[tagEnd] == '_'))
            tagEnd++;
        if (tagEnd >= text.Length || text[tagEnd] != '$' || char.IsAsciiDigit(Peek(1)))
            return false;
        var tag = text[at..(tagEnd + 1)];
        var end = text.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
        var bodyEnd = end < 0 ? text.Length : end;
        tokens.Add(new SqlToken(SqlTokenKind.Body, tagEnd + 1, bodyEnd - tagEnd - 1, text[(tagEnd + 1)..bodyEnd]));
        at = end < 0 ? text.Length : end + tag.Length;
        return true;
    }

    private void ReadWord()
    {
        var start = at;
        while (at < text.Length && (SqlChars.IsWordPart(text[at]) || text[at] == Hole))
            at++;
        var word = text[start..at];
        var quote = Peek(0);
        if (quote == '\'' && word.Length == 1 && "eEnNbBxX".Contains(word[0], StringComparison.Ordinal))
            ReadLiteral(start, escapes: mySql || word is "e" or "E");
        else if (quote == '&' && word is "u" or "U" && Peek(1) is '"' or '\'')
            ReadUnicode(start);
        else if (word.Contains(Hole, StringComparison.Ordinal))
            Add(SqlTokenKind.Hole, start, at, word);
        else
            Add(SqlTokenKind.Word, start, at, word);
    }

    private void ReadUnicode(int start)
    {
        at++;
        if (text[at] == '"')
            ReadQuoted(start, '"', '"', unicode: true);
        else
            ReadLiteral(start, escapes: false);
    }
}
