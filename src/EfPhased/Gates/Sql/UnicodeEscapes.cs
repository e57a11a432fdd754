using System.Globalization;
using System.Text;

namespace EfPhased.Gates.Sql;

/// <summary>
/// PostgreSQL's <c>U&amp;"\004Eame"</c>, with the escape character that nearly everybody leaves at the backslash.
/// </summary>
internal static class UnicodeEscapes
{
    public static string Decode(string text)
    {
        var decoded = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var digits = i + 1 < text.Length && text[i + 1] == '+' ? (Start: i + 2, Count: 6) : (Start: i + 1, Count: 4);
            var end = digits.Start + digits.Count;
            if (text[i] == '\\' && end <= text.Length
                && int.TryParse(text.AsSpan(digits.Start, digits.Count), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
                && Rune.IsValid(code))
            {
                decoded.Append(new Rune(code));
                i = end - 1;
            }
            else
            {
                decoded.Append(text[i]);
            }
        }

        return decoded.ToString();
    }
}
