namespace EfPhased.References.Sql;

/// <param name="Text">An identifier's name without its quotes, a literal's value, anything else as written.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length, string Text)
{
    public int End => Start + Length;

    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.Quoted;

    public bool Is(string word) =>
        Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

internal enum SqlTokenKind
{
    /// <summary>An identifier without quotes, or a keyword.</summary>
    Word,

    /// <summary>A quoted identifier.</summary>
    Quoted,

    /// <summary>A string literal.</summary>
    Literal,

    Number,

    /// <summary>A parameter or variable.</summary>
    Parameter,

    /// <summary>Text that only the program knows: <see cref="SqlTokenizer.Hole"/> or another language's placeholder.</summary>
    Hole,

    /// <summary>A dollar-quoted literal: in functions and DO blocks its text is SQL again.</summary>
    Body,

    Symbol,

    /// <summary>What a DELIMITER command made the end of a statement.</summary>
    Delimiter,
}
