using System.Collections;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Values as the database stores them, which is what two models of one column have in common.</summary>
internal static class StoredValue
{
    public static object? FromModel(IProperty property, object? value) =>
        value is not null && property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    public static object? ToModel(IProperty property, object? stored)
    {
        if (stored is null)
            return null;

        var converter = property.GetTypeMapping().Converter;
        var adapted = Adapt(stored, Underlying(converter?.ProviderClrType ?? property.ClrType));
        return converter is null ? adapted : converter.ConvertFromProvider(adapted);
    }

    public static bool Same(object? left, object? right) => Text(left) == Text(right);

    /// <summary>One text for equal values of different types: 1, 1L, 1.0m and true.</summary>
    public static string Text(object? value) => value switch
    {
        null => "NULL",
        string text => $"'{text}'",
        bool flag => flag ? "1" : "0",
        char letter => $"'{letter}'",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        DateTimeOffset time => Text(time.UtcDateTime),
        Guid guid => $"'{guid}'",
        Enum member => Text(Convert.ChangeType(member, Enum.GetUnderlyingType(member.GetType()), CultureInfo.InvariantCulture)),
        byte[] bytes => $"0x{Convert.ToHexString(bytes)}",
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static object Adapt(object value, Type type)
    {
        if (type.IsInstanceOfType(value))
            return value;

        return value switch
        {
            _ when type.IsEnum => Enum.ToObject(type, value),
            DateTime time when type == typeof(DateTimeOffset) => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            DateTimeOffset time when type == typeof(DateTime) => time.UtcDateTime,
            string text when type == typeof(Guid) => Guid.Parse(text),
            Guid guid when type == typeof(string) => guid.ToString(),
            Enum member => Convert.ChangeType(
                Convert.ChangeType(member, Enum.GetUnderlyingType(member.GetType()), CultureInfo.InvariantCulture),
                type,
                CultureInfo.InvariantCulture),
            _ => Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
        };
    }

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
