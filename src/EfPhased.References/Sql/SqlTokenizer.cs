namespace EfPhased.References.Sql;

/// <summary>
/// Splits SQL into tokens by the lexical rules of PostgreSQL, or of MySQL and MariaDB. Comments are left out. Text that is no SQL
/// gives tokens too: what they mean is decided elsewhere.
/// </summary>
internal sealed partial class SqlTokenizer
{
    /// <summary>Stands for a value that is only known at run time.</summary>
    public const char Hole = '\uFFFC';

    private readonly string text;
    private readonly bool mySql;
    private readonly bool ansiQuotes;
    private readonly List<SqlToken> tokens = [];
    private string? delimiter;
    private int at;

    private SqlTokenizer(string text, SqlFlavor flavor, bool ansiQuotes)
    {
        this.text = text;
        mySql = flavor == SqlFlavor.MySql;
        this.ansiQuotes = ansiQuotes || !mySql;
    }

    public static IReadOnlyList<SqlToken> Tokenize(string text, SqlFlavor flavor)
    {
        var tokens = new SqlTokenizer(text, flavor, ansiQuotes: false).Run();

        // A double-quoted word where only a table can be means that the session reads double quotes as the standard does.
        return flavor == SqlFlavor.MySql && HasQuotedTable(tokens, text)
            ? new SqlTokenizer(text, flavor, ansiQuotes: true).Run()
            : tokens;
    }

    private static bool HasQuotedTable(List<SqlToken> tokens, string text)
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == SqlTokenKind.Literal && text[tokens[i].Start] == '"' &&
                (tokens[i - 1].Is("FROM") || tokens[i - 1].Is("JOIN") || tokens[i - 1].Is("INTO") || tokens[i - 1].Is("UPDATE") ||
                    tokens[i - 1].Is("TABLE")))
            {
                return true;
            }
        }

        return false;
    }

    private List<SqlToken> Run()
    {
        while (at < text.Length)
            Next();
        return tokens;
    }

    private void Next()
    {
        var c = text[at];
        if (char.IsWhiteSpace(c) || c == '\0')
            at++;
        else if (SkipComment() || SkipClientCommand() || ReadDelimiter() || ReadPlaceholder())
            return;
        else if (c == '\'')
            ReadLiteral(at, escapes: mySql);
        else if (c == '"' && !ansiQuotes)
            ReadLiteral(at, escapes: true);
        else if (c is '"' or '`')
            ReadQuoted(at, c, c, unicode: false);
        else if (c == '[' && !FollowsOperand() && text.IndexOf(']', at) > at + 1 && !char.IsAsciiDigit(text[at + 1]))
            ReadQuoted(at, '[', ']', unicode: false);
        else if (c == '$' && !mySql && ReadBody())
            return;
        else if (SqlChars.StartsWord(c))
            ReadWord();
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)) && !FollowsName()))
            ReadNumber();
        else if (!ReadParameter())
            ReadSymbol();
    }

    private bool ReadDelimiter()
    {
        if (delimiter is null || string.CompareOrdinal(text, at, delimiter, 0, delimiter.Length) != 0)
            return false;
        Add(SqlTokenKind.Delimiter, at, at + delimiter.Length, delimiter);
        return true;
    }

    /// <summary>What other languages put into SQL text: <c>{x}</c>, <c>${x}</c>, <c>#{x}</c>, <c>%(x)s</c>, <c>%s</c>.</summary>
    private bool ReadPlaceholder()
    {
        if (text[at] == Hole)
        {
            var end = at + 1;
            while (end < text.Length && (text[end] == Hole || SqlChars.IsWordPart(text[end])))
                end++;
            Add(SqlTokenKind.Hole, at, end, text[at..end]);
            return true;
        }

        var brace = text[at] is '$' or '#' ? at + 1 : at;
        if (brace < text.Length && text[brace] == '{')
            return ReadClosed(brace, '}', suffix: 0);
        if (text[at] == '%' && Peek(1) == '(')
            return ReadClosed(at + 1, ')', suffix: 1);
        if (text[at] == '%' && Peek(1) is 's' or 'd' && !SqlChars.IsWordPart(Peek(2)))
        {
            Add(SqlTokenKind.Hole, at, at + 2, text.Substring(at, 2));
            return true;
        }

        return false;
    }

    private bool ReadClosed(int open, char closing, int suffix)
    {
        var close = text.IndexOf(closing, open);
        if (close < 0 || close - open > 200 || text.AsSpan(open, close - open).Contains('\n'))
            return false;
        var end = Math.Min(text.Length, close + 1 + suffix);
        Add(SqlTokenKind.Hole, at, end, text[at..end]);
        return true;
    }

    private void ReadNumber()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '.' && char.IsAsciiDigit(Peek(1))))
            at++;
        Add(SqlTokenKind.Number, start, at, text[start..at]);
    }

    private bool ReadParameter()
    {
        var c = text[at];
        var length = c switch
        {
            '?' => mySql || !char.IsSymbol(Peek(1)) && Peek(1) is not ('|' or '&') ? 1 : 0,
            '@' => 1 + (Peek(1) == '@' ? 1 : 0),
            ':' when Peek(1) is '\'' or '"' => text.IndexOf(Peek(1), at + 2) - at + 1,
            ':' when SqlChars.StartsWord(Peek(1)) && (at == 0 || text[at - 1] is not ':') => 1,
            '$' when char.IsAsciiDigit(Peek(1)) => 1,
            _ => 0,
        };
        if (length <= 0 || (c == '@' && !SqlChars.IsWordPart(Peek(length)) && Peek(length) is not (Hole or '`' or '\'')))
            return false;
        var end = at + length;
        while (c is not '?' && end < text.Length && (SqlChars.IsWordPart(text[end]) || text[end] == Hole))
            end++;
        Add(SqlTokenKind.Parameter, at, end, text[at..end]);
        return true;
    }

    private void ReadSymbol()
    {
        var length = text[at] switch
        {
            ':' when Peek(1) is ':' or '=' => 2,
            '=' when Peek(1) == '>' => 2,
            _ => 1,
        };
        Add(SqlTokenKind.Symbol, at, at + length, text.Substring(at, length));
        if (text[at - 1] == ';')
            SkipCopyData();
    }

    private bool FollowsName() => tokens.Count > 0 && tokens[^1].End == at && tokens[^1].IsName;

    /// <summary>Tells an array's subscript from a bracketed name.</summary>
    private bool FollowsOperand() => tokens.Count > 0 &&
        (tokens[^1].Kind is SqlTokenKind.Quoted or SqlTokenKind.Parameter || tokens[^1].Is(")") || tokens[^1].Is("]") ||
         (tokens[^1].Kind == SqlTokenKind.Word && (tokens[^1].End == at || !SqlKeywords.IsReserved(tokens[^1].Text))));

    private char Peek(int offset) => at + offset < text.Length ? text[at + offset] : '\0';

    private void Add(SqlTokenKind kind, int start, int end, string value)
    {
        tokens.Add(new SqlToken(kind, start, end - start, value));
        at = end;
    }
}
