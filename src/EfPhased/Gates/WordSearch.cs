using System.Text.RegularExpressions;

namespace EfPhased.Gates;

/// <summary>
/// Looks for a name in program text, as a whole word and without regard to case, because unquoted identifiers have none.
/// </summary>
internal static class WordSearch
{
    public static bool Contains(string text, string name)
        => Regex.IsMatch(text, $@"(?<![\w$]){Regex.Escape(name)}(?![\w$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
