using System.Globalization;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// Conversions that need no word of the author's. A value that goes into a column is converted by the server; what is written out here
/// makes it comparable, or keeps strict mode from refusing it.
/// </summary>
internal static class MySqlConversions
{
    private static readonly string[] Integers = ["tinyint", "smallint", "mediumint", "int", "bigint"];
    private static readonly int[] Digits = [3, 5, 7, 10, 19];

    /// <inheritdoc cref="PostgreSql.PostgreSqlConversions.Find" />
    public static Conversion? Find(string column, string oldType, string newType, bool required)
    {
        var from = MySqlTypes.Parse(oldType);
        var to = MySqlTypes.Parse(newType);
        var copy = new Conversion(column);
        return (Kind(from), Kind(to)) switch
        {
            ("integer", "integer") => IsNarrower(from, to) ? copy with { Refuses = $"numbers beyond {newType}" } : copy,
            ("integer", "text") => Fits(to, 20) ? new($"CAST({column} AS CHAR)") : null,
            ("text", "integer") => new(
                $"CASE WHEN {column} REGEXP '^[+-]?[0-9]{{{{1,{Number(Digits[Size(to)] - 1)}}}}}$' THEN CAST({column} AS SIGNED){(required ? " ELSE 0" : "")} END")
            {
                Loss = $"texts that are no whole numbers become {(required ? "0" : "null")}",
            },
            ("integer", "decimal") => (to.Number(0) ?? 10) - (to.Number(1) ?? 0) >= Digits[Size(from)] ? copy : copy with { Refuses = $"numbers beyond {newType}" },
            ("decimal", "integer") => new($"ROUND({column})") { Loss = "fractions are rounded", Refuses = $"numbers beyond {newType}" },
            ("decimal", "decimal") => Decimal(column, from, to, newType),
            ("text", "text") => Text(column, from, to),
            ("date", "text") => Fits(to, 10) ? new($"DATE_FORMAT({column}, '%Y-%m-%d')") : null,
            ("text", "date") => copy with { Refuses = "texts that are no dates" },
            ("date", "datetime") => copy,
            ("datetime", "date") => new($"DATE({column})") { Loss = "the time of day goes" },
            ("datetime", "datetime") when (to.Number(0) ?? 0) >= (from.Number(0) ?? 0) => copy,
            ("json", "text") => to.Name is "longtext" ? new($"CAST({column} AS CHAR)") : null,
            ("text", "json") => new($"CASE WHEN JSON_VALID({column}) THEN {column}{(required ? " ELSE 'null'" : "")} END") { Loss = "texts that are no JSON become null" },
            _ => null,
        };
    }

    /// <inheritdoc cref="Dialect.ConvertText" />
    public static Conversion OfCharSet(string text, string from, string to) => new($"CONVERT({text} USING {to})")
    {
        Loss = to.Equals("utf8mb4", StringComparison.OrdinalIgnoreCase) || from.Equals("ascii", StringComparison.OrdinalIgnoreCase) ? null : $"characters that {to} lacks become ?",
    };

    private static string Kind(StoreType type) => type.Name switch
    {
        "char" or "varchar" => "text",
        var name when MySqlTypes.IsText(name) => "text",
        var name when MySqlTypes.IsInteger(name) => "integer",
        "decimal" or "date" or "json" or "datetime" => type.Name,
        var name => "other " + name,
    };

    private static Conversion Decimal(string column, StoreType from, StoreType to, string newType)
    {
        var (precision, scale) = (to.Number(0) ?? 10, to.Number(1) ?? 0);
        var (oldPrecision, oldScale) = (from.Number(0) ?? 10, from.Number(1) ?? 0);
        return new Conversion(oldScale > scale ? $"ROUND({column}, {Number(scale)})" : column)
        {
            Loss = oldScale > scale ? $"fractions are rounded to {Number(scale)} digits" : null,
            Refuses = oldPrecision - oldScale > precision - scale ? $"numbers beyond {newType}" : null,
        };
    }

    private static Conversion Text(string column, StoreType from, StoreType to)
        => to.Number(0) is not { } limit || from.Number(0) <= limit
            ? new(column)
            : new($"LEFT({column}, {Number(limit)})") { Loss = $"texts are cut after {Number(limit)} characters" };

    private static bool Fits(StoreType text, int length) => text.Number(0) is not { } limit || limit >= length;

    private static bool IsNarrower(StoreType from, StoreType to)
        => Size(to) < Size(from) || (IsUnsigned(from) != IsUnsigned(to) && !(IsUnsigned(from) && Size(to) > Size(from)));

    private static int Size(StoreType integer) => Array.IndexOf(Integers, integer.Name.Split(' ')[0]);

    private static bool IsUnsigned(StoreType integer) => integer.Name.Contains("unsigned", StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
