using System.Globalization;
using System.Text;

namespace EfPhased.References.Sql;

internal static class SqlChars
{
    public static bool StartsWord(char c) => char.IsLetter(c) || c == '_';

    public static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    /// <summary>Undoes the escapes of <c>U&amp;"d\0061t"</c>.</summary>
    public static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var digits = i + 1 < text.Length && text[i + 1] == '+' ? 6 : 4;
            var start = i + (digits == 6 ? 2 : 1);
            if (text[i] == '\\' && start + digits <= text.Length &&
                int.TryParse(text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) &&
                Rune.IsValid(code))
            {
                result.Append(new Rune(code).ToString());
                i = start + digits - 1;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
