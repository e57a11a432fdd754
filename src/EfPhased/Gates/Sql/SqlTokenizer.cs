using System.Text;

namespace EfPhased.Gates.Sql;

/// <summary>
/// Cuts program text into tokens; comments go.
/// </summary>
internal sealed class SqlTokenizer
{
    private static readonly string[] LongSymbols = ["->>", "#>>", "->", "#>", "=>", ":=", "::", "<>", "!=", "<=", ">=", "||", ".."];

    private readonly string _text;
    private readonly SqlFlavor _flavor;
    private readonly List<SqlToken> _tokens = [];
    private int _at;

    private SqlTokenizer(string text, SqlFlavor flavor)
    {
        _text = text;
        _flavor = flavor;
    }

    public static List<SqlToken> Tokenize(string text, SqlFlavor flavor)
    {
        SqlTokenizer tokenizer = new(text, flavor);
        while (tokenizer._at < text.Length)
            tokenizer.Next();
        return tokenizer._tokens;
    }

    private bool IsPostgreSql => _flavor.FoldsNames;

    private char Ahead(int by) => _at + by < _text.Length ? _text[_at + by] : '\0';

    private void Next()
    {
        var c = _text[_at];
        if (char.IsWhiteSpace(c))
            _at++;
        else if ((c == '-' && Ahead(1) == '-' && (IsPostgreSql || Ahead(2) is '\0' || char.IsWhiteSpace(Ahead(2)))) || (c == '#' && !IsPostgreSql))
            _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;
        else if (c == '/' && Ahead(1) == '*')
            Comment();
        else if (c == '*' && Ahead(1) == '/')
            _at += 2; // the end of a comment that MySQL runs
        else if (c == '`' || (c == '"' && _flavor.QuotesNames))
            Add(SqlTokenKind.QuotedName, Quoted(c, escapes: false));
        else if (c is '\'' or '"')
            Add(SqlTokenKind.Text, Quoted(c, _flavor.Escapes));
        else if (c == '$' && IsPostgreSql && DollarTag() is { } tag)
            Dollar(tag);
        else if (char.IsLetter(c) || c == '_')
            Word();
        else if (char.IsAsciiDigit(c))
            Add(SqlTokenKind.Number, While(x => char.IsLetterOrDigit(x) || x == '_'));
        else if (c is '$' or '@' or '?' || (c == ':' && (char.IsLetter(Ahead(1)) || Ahead(1) == '_')))
            Parameter();
        else
            Symbol();
    }

    private void Comment()
    {
        // MySQL runs /*! … */ and MariaDB /*M! … */.
        if (!IsPostgreSql && (Ahead(2) == '!' || (Ahead(2) == 'M' && Ahead(3) == '!')))
        {
            _at += Ahead(2) == '!' ? 3 : 4;
            While(char.IsAsciiDigit);
            return;
        }

        var depth = 0;
        do
        {
            if (Ahead(0) == '/' && Ahead(1) == '*' && (IsPostgreSql || depth == 0))
            {
                depth++;
                _at += 2;
            }
            else if (Ahead(0) == '*' && Ahead(1) == '/')
            {
                depth--;
                _at += 2;
            }
            else
            {
                _at++;
            }
        }
        while (depth > 0 && _at < _text.Length);
    }

    private void Word()
    {
        var word = While(x => char.IsLetterOrDigit(x) || x is '_' or '$');
        var isPrefix = Ahead(0) == '\'' && (word.ToUpperInvariant() is "E" or "B" or "X" or "N" or "U" || word[0] == '_');
        if (isPrefix)
            Add(SqlTokenKind.Text, Quoted('\'', _flavor.Escapes || word is "E" or "e"));
        else if (IsPostgreSql && word is "U" or "u" && Ahead(0) == '&' && Ahead(1) is '"' or '\'')
            UnicodeEscaped();
        else
            Add(SqlTokenKind.Word, word);
    }

    private void UnicodeEscaped()
    {
        _at++;
        var quote = Ahead(0);
        Add(quote == '"' ? SqlTokenKind.QuotedName : SqlTokenKind.Text, UnicodeEscapes.Decode(Quoted(quote, escapes: false)));
    }

    private string Quoted(char quote, bool escapes)
    {
        var content = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == '\\' && escapes && _at + 1 < _text.Length)
                content.Append(_text[++_at]);
            else if (c != quote)
                content.Append(c);
            else if (Ahead(1) == quote)
                content.Append(_text[_at++]);
            else
                break;
        }

        _at++;
        return content.ToString();
    }

    private string? DollarTag()
    {
        var end = _at + 1;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_'))
            end++;
        return end < _text.Length && _text[end] == '$' && !char.IsAsciiDigit(_text[_at + 1]) ? _text[_at..(end + 1)] : null;
    }

    private void Dollar(string tag)
    {
        var start = _at + tag.Length;
        var end = _text.IndexOf(tag, start, StringComparison.Ordinal);
        Add(SqlTokenKind.Text, end < 0 ? _text[start..] : _text[start..end]);
        _at = end < 0 ? _text.Length : end + tag.Length;
    }

    private void Parameter()
    {
        var start = _at++;
        While(x => char.IsLetterOrDigit(x) || x is '_' or '@' or '.');
        Add(SqlTokenKind.Parameter, _text[start.._at].TrimEnd('.'));
        if (_text[_at - 1] == '.')
            _at--;
    }

    private void Symbol()
    {
        var symbol = LongSymbols.FirstOrDefault(s => string.CompareOrdinal(_text, _at, s, 0, s.Length) == 0) ?? _text[_at].ToString();
        _at += symbol.Length;
        Add(SqlTokenKind.Symbol, symbol);
    }

    private string While(Func<char, bool> holds)
    {
        var start = _at;
        while (_at < _text.Length && holds(_text[_at]))
            _at++;
        return _text[start.._at];
    }

    private void Add(SqlTokenKind kind, string text) => _tokens.Add(new SqlToken(kind, text));
}
