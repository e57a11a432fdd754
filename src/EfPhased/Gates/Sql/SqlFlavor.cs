namespace EfPhased.Gates.Sql;

/// <summary>
/// How a kind of server writes names and literals.
/// </summary>
/// <param name="FoldsNames">A name without quotes means its lower-case form, one with quotes means itself. Otherwise case never counts.</param>
/// <param name="QuotesNames">Double quotes are around names, not around text.</param>
/// <param name="Escapes">A backslash escapes in every literal, not only in E''.</param>
internal sealed record SqlFlavor(bool FoldsNames, bool QuotesNames, bool Escapes)
{
    public static SqlFlavor PostgreSql { get; } = new(FoldsNames: true, QuotesNames: true, Escapes: false);

    public static SqlFlavor MySql { get; } = new(FoldsNames: false, QuotesNames: false, Escapes: true);

    /// <summary>MySQL as a routine's own sql_mode has it.</summary>
    public static SqlFlavor OfMode(string mode)
        => MySql with
        {
            QuotesNames = mode.Contains("ANSI_QUOTES", StringComparison.OrdinalIgnoreCase),
            Escapes = !mode.Contains("NO_BACKSLASH_ESCAPES", StringComparison.OrdinalIgnoreCase),
        };

    /// <summary>True where the token, as a name, is the object's.</summary>
    public bool Same(SqlToken token, string name)
        => !FoldsNames ? string.Equals(token.Text, name, StringComparison.OrdinalIgnoreCase)
            : string.Equals(token.Kind == SqlTokenKind.Word ? token.Text.ToLowerInvariant() : token.Text, name, StringComparison.Ordinal);

    /// <summary>A form in which two tokens that mean the same name are equal.</summary>
    public string Key(SqlToken token)
        => token.Kind == SqlTokenKind.Word || !FoldsNames ? token.Text.ToLowerInvariant() : token.Text;
}
