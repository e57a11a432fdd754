namespace EfPhased.References.Sql;

internal sealed partial class SqlTokenizer
{
    private bool SkipComment()
    {
        if (text[at] == '-' && Peek(1) == '-' && (!mySql || char.IsWhiteSpace(Peek(2)) || at + 2 >= text.Length))
            return SkipLine();
        if (text[at] == '#' && mySql && Peek(1) != '{')
            return SkipLine();
        if (text[at] == '*' && Peek(1) == '/' && mySql)
        {
            at += 2; // the end of /*! … */, whose content runs
            return true;
        }

        if (text[at] != '/' || Peek(1) != '*')
            return false;
        if (mySql && Peek(2) is '!' or 'M' && (Peek(2) == '!' || Peek(3) == '!'))
        {
            at = text.IndexOf('!', at) + 1;
            while (char.IsAsciiDigit(Peek(0)))
                at++;
            return true;
        }

        var depth = 0;
        do
        {
            if (text[at] == '/' && Peek(1) == '*' && (depth == 0 || !mySql))
            {
                depth++;
                at += 2;
            }
            else if (text[at] == '*' && Peek(1) == '/')
            {
                depth--;
                at += 2;
            }
            else
            {
                at++;
            }
        }
        while (depth > 0 && at < text.Length);
        return true;
    }

    private bool SkipLine()
    {
        var end = text.IndexOf('\n', at);
        at = end < 0 ? text.Length : end + 1;
        return true;
    }

    /// <summary>psql's backslash commands, and the DELIMITER command of the mysql client.</summary>
    private bool SkipClientCommand()
    {
        if (!AtLineStart())
            return false;
        if (text[at] == '\\' && !mySql)
            return SkipLine();
        if (!mySql || !text.AsSpan(at).StartsWith("DELIMITER ", StringComparison.OrdinalIgnoreCase))
            return false;
        var end = text.IndexOf('\n', at);
        var word = text[(at + 10)..(end < 0 ? text.Length : end)].Trim();
        delimiter = word.Length == 0 || word == ";" ? null : word;
        return SkipLine();
    }

    private bool AtLineStart()
    {
        var i = at - 1;
        while (i >= 0 && text[i] is ' ' or '\t')
            i--;
        return i < 0 || text[i] == '\n';
    }

    /// <summary>The rows that pg_dump writes after <c>COPY … FROM stdin;</c>.</summary>
    private void SkipCopyData()
    {
        if (mySql || tokens.Count < 2 || !tokens[^2].Is("stdin"))
            return;
        var end = text.IndexOf("\n\\.", at, StringComparison.Ordinal);
        if (end >= 0)
            at = end + 3;
    }
}
