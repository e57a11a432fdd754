using System.Globalization;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// Conversions that need no word of the author's.
/// </summary>
internal static class PostgreSqlConversions
{
    private static readonly string[] Integers = ["smallint", "integer", "bigint"];
    private static readonly int[] SafeDigits = [4, 9, 18];

    /// <summary>Null where only the author can know.</summary>
    /// <param name="column">The column in braces.</param>
    /// <param name="oldType">Its store type.</param>
    /// <param name="newType">The type to convert to.</param>
    /// <param name="required">What cannot be converted must still become a value.</param>
    /// <param name="labels">Those of the types that are enums.</param>
    public static Conversion? Find(string column, string oldType, string newType, bool required, EnumLabels labels)
    {
        var from = PostgreSqlTypes.Parse(oldType);
        var to = PostgreSqlTypes.Parse(newType);
        if (labels.Old.Count + labels.New.Count > 0)
            return PostgreSqlEnumConversions.Find(column, from, to, newType, labels);
        var cast = new Conversion($"CAST({column} AS {newType})");
        return (from.Name, to.Name) switch
        {
            var (f, t) when Array.IndexOf(Integers, f) is >= 0 and var old && Array.IndexOf(Integers, t) is >= 0 and var @new
                => old <= @new ? cast : cast with { Refuses = $"numbers beyond {to.Name}" },
            ("boolean", var t) when Integers.Contains(t) => new($"CASE WHEN {column} THEN 1 WHEN NOT {column} THEN 0 END"),
            (var f, "boolean") when Integers.Contains(f) => new($"{column} <> 0") { Loss = "numbers other than 0 and 1 become true" },
            (var f, "numeric") when Integers.Contains(f) => Digits(from, to) ? cast : cast with { Refuses = $"numbers beyond {newType}" },
            ("numeric", var t) when Integers.Contains(t) => cast with { Loss = "fractions are rounded", Refuses = $"numbers beyond {to.Name}" },
            ("numeric", "numeric") => Numeric(cast, from, to, newType),
            (var f, var t) when PostgreSqlTypes.IsString(f) && PostgreSqlTypes.IsString(t) => Text(column, cast, from, to),
            (var f, var t) when Array.IndexOf(Integers, f) >= 0 && PostgreSqlTypes.IsString(t) => Fits(to, 20) ? cast : null,
            (var f, var t) when PostgreSqlTypes.IsString(f) && Array.IndexOf(Integers, t) is >= 0 and var size => new(
                $"CASE WHEN {column} ~ '^[+-]?[0-9]{{{{1,{SafeDigits[size]}}}}}$' THEN CAST({column} AS {newType}){(required ? " ELSE 0" : "")} END")
            {
                Loss = $"texts that are no whole numbers become {(required ? "0" : "null")}",
            },
            ("uuid", var t) when PostgreSqlTypes.IsString(t) => Fits(to, 36) ? cast : null,
            (var f, "uuid") when PostgreSqlTypes.IsString(f) => new(
                $"CASE WHEN {column} ~* '^[0-9a-f]{{{{8}}}}(-[0-9a-f]{{{{4}}}}){{{{3}}}}-[0-9a-f]{{{{12}}}}$' THEN CAST({column} AS uuid)"
                + $"{(required ? " ELSE '00000000-0000-0000-0000-000000000000'::uuid" : "")} END")
            {
                Loss = $"texts that are no UUIDs become {(required ? "the empty one" : "null")}",
            },
            ("date", var t) when PostgreSqlTypes.IsString(t) => Fits(to, 10) ? new($"to_char({column}, 'YYYY-MM-DD')") : null,
            (var f, "date") when PostgreSqlTypes.IsString(f) => cast with { Refuses = "texts that are no dates" },
            ("date", "timestamp without time zone") => cast,
            ("timestamp without time zone", "date") => cast with { Loss = "the time of day goes" },
            ("timestamp without time zone", "timestamp with time zone") or ("timestamp with time zone", "timestamp without time zone")
                => new($"{column} AT TIME ZONE 'UTC'"),
            ("json", "jsonb") => cast with { Loss = "spaces, the order of keys and repeated keys go" },
            ("jsonb", "json") => cast,
            ("json" or "jsonb", var t) when PostgreSqlTypes.IsString(t) && to.Number(0) is null => cast,
            (var f, "json" or "jsonb") when PostgreSqlTypes.IsString(f) => cast with { Refuses = "texts that are no JSON" },
            _ => null,
        };
    }

    private static Conversion Numeric(Conversion cast, StoreType from, StoreType to, string newType)
    {
        if (to.Number(0) is not { } precision)
            return cast;
        var scale = to.Number(1) ?? 0;
        var (oldPrecision, oldScale) = (from.Number(0) ?? 1000, from.Number(1) ?? (from.Number(0) is null ? 1000 : 0));
        return cast with
        {
            Loss = oldScale > scale ? $"fractions are rounded to {scale.ToString(CultureInfo.InvariantCulture)} digits" : null,
            Refuses = oldPrecision - oldScale > precision - scale ? $"numbers beyond {newType}" : null,
        };
    }

    private static Conversion Text(string column, Conversion cast, StoreType from, StoreType to)
        => to.Number(0) is not { } limit || from.Number(0) <= limit
            ? cast
            : new($"LEFT({column}, {limit.ToString(CultureInfo.InvariantCulture)})") { Loss = $"texts are cut after {limit.ToString(CultureInfo.InvariantCulture)} characters" };

    private static bool Fits(StoreType text, int length) => text.Number(0) is not { } limit || limit >= length;

    private static bool Digits(StoreType integer, StoreType numeric)
        => numeric.Number(0) is not { } precision || precision - (numeric.Number(1) ?? 0) >= (integer.Name switch { "smallint" => 5, "integer" => 10, _ => 19 });
}
