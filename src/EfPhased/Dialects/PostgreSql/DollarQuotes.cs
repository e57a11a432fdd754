using System.Globalization;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Quotes of a kind that a text does not hold itself: identifiers may be anything, and they are part of it.
/// </summary>
internal static class DollarQuotes
{
    public static string Around(string text, string tag = "efphased")
    {
        var free = tag;
        for (var i = 2; text.Contains($"${free}$", StringComparison.Ordinal); i++)
            free = tag + i.ToString(CultureInfo.InvariantCulture);
        return $"${free}$\n{text}${free}$";
    }
}
