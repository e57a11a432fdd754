namespace EfPhased.Dialects;

/// <summary>
/// SQL that every server understands, as templates with columns in braces.
/// </summary>
internal static class ValueSql
{
    /// <summary>One value for each of several; null for any other.</summary>
    /// <param name="column">The column in braces.</param>
    /// <param name="values">Literals: what the column has, and what becomes of it.</param>
    public static string Case(string column, IEnumerable<(string When, string Then)> values)
        => $"CASE {column} {string.Join(' ', values.Select(v => $"WHEN {ColumnTemplate.Escape(v.When)} THEN {ColumnTemplate.Escape(v.Then)}"))} END";

    /// <summary>A literal of a type that has none of its own.</summary>
    public static string Cast(string literal, string type) => $"CAST({literal} AS {type})";

    /// <summary>The first value, and the second where that is null.</summary>
    public static string Coalesce(string value, string otherwise) => $"COALESCE({value}, {otherwise})";
}
