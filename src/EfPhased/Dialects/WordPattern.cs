namespace EfPhased.Dialects;

/// <summary>
/// A name as a whole word, as a regular expression that PostgreSQL, MariaDB and MySQL read alike.
/// </summary>
internal static class WordPattern
{
    public static string Of(string name)
        => @"(?<![\w$])" + string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c == '_' || c > 127 ? c.ToString() : "\\" + c)) + @"(?![\w$])";
}
