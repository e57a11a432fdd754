using System.Text.RegularExpressions;

namespace EfPhased.Gates.Sql;

/// <summary>
/// Looks for names as whole words, without regard to case, where nothing better is known of the text.
/// </summary>
internal static class Words
{
    public static bool Contains(string text, string name)
        => Regex.IsMatch(text, $@"(?<![\w$]){Regex.Escape(name)}(?![\w$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool AreIn(string text, SearchedName name, bool isTrigger)
        => name.Column is null ? Contains(text, name.Table) : Contains(text, name.Column) && (isTrigger || Contains(text, name.Table));
}
