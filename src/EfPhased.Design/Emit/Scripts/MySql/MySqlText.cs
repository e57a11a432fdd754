using System.Globalization;

namespace EfPhased.Design.Emit.Scripts.MySql;

/// <summary>
/// Text inside scripts for the mariadb client.
/// </summary>
internal static class MySqlText
{
    /// <summary>A statement with semicolons inside, between delimiters that it does not hold.</summary>
    public static string Delimited(string statement)
    {
        var delimiter = "$$";
        for (var i = 2; statement.Contains(delimiter, StringComparison.Ordinal); i++)
            delimiter = "$" + i.ToString(CultureInfo.InvariantCulture) + "$";
        return $"DELIMITER {delimiter}\n{statement}{delimiter}\nDELIMITER ;\n";
    }

    /// <summary>A literal that keeps its lines, so that a statement inside it can be read.</summary>
    public static string Literal(string text)
        => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";
}
