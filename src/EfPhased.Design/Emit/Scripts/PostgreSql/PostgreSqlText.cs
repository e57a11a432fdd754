using System.Globalization;

namespace EfPhased.Design.Emit.Scripts.PostgreSql;

/// <summary>
/// Text inside psql scripts.
/// </summary>
internal static class PostgreSqlText
{
    /// <summary>Dollar quotes, with a tag that the text does not hold.</summary>
    public static string DollarQuoted(string text, string tag = "sql")
    {
        var free = tag;
        for (var i = 2; text.Contains($"${free}$", StringComparison.Ordinal); i++)
            free = tag + i.ToString(CultureInfo.InvariantCulture);
        return $"${free}$\n{text}\n${free}$";
    }

    /// <summary>An argument of one of psql's own commands, which knows C's escapes.</summary>
    public static string ClientArgument(string text)
        => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";
}
