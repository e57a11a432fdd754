namespace EfPhased.Dialects;

/// <summary>
/// Words by which a catalog query says what a program text is.
/// </summary>
internal static class TextTraits
{
    /// <summary>An expression that belongs to the table, so that bare names are its columns.</summary>
    public const string Expression = "expression";

    /// <summary>NEW and OLD are rows of the table.</summary>
    public const string Trigger = "trigger";

    /// <summary>Rows of the table come in as arguments.</summary>
    public const string TakesRows = "takes-rows";

    /// <summary>A table's name without a schema means a table of another schema.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>What the outermost query reads is what callers get.</summary>
    public const string GivesRows = "gives-rows";

    /// <summary>Not SQL.</summary>
    public const string Foreign = "foreign";
}
