namespace EfPhased.Gates.Sql;

internal enum SqlTokenKind
{
    /// <summary>A keyword, or a name without quotes.</summary>
    Word,

    /// <summary>A name in quotes; the text is the name itself.</summary>
    QuotedName,

    /// <summary>A literal; the text is what it holds.</summary>
    Text,

    Number,

    /// <summary><c>$1</c>, <c>@v</c>, <c>:v</c>, <c>?</c>.</summary>
    Parameter,

    Symbol,
}

internal readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    public bool IsName => Kind == SqlTokenKind.QuotedName || (Kind == SqlTokenKind.Word && !SqlKeywords.IsReserved(Text));

    public bool Is(string word) => Kind == SqlTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public bool IsAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(word))
                return true;
        }

        return false;
    }

    public bool IsSymbol(string symbol) => Kind == SqlTokenKind.Symbol && Text == symbol;
}
