using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>
/// Makes stored values that fit a property and its counterpart, never the same one twice where the type has room.
/// The same seed gives the same values.
/// </summary>
internal sealed class ValueGenerator(int seed)
{
    private const int LongestFilledText = 300;
    private int _count;

    public object Next(IProperty property, IProperty? counterpart, Func<int, object?>? custom)
    {
        _count++;
        if (custom is not null)
        {
            var given = custom(_count) ?? throw new InvalidOperationException($"The values given for '{property.Name}' include null.");
            return StoredValue.FromModel(property, StoredValue.ToModel(property, given))!;
        }

        if (new[] { property, counterpart }.FirstOrDefault(p => p is not null && HasMembers(p)) is { } members)
            return StoredValue.FromModel(members, Member(Underlying(members.ClrType)))!;

        var narrow = counterpart is not null && Length(counterpart) < Length(property) ? counterpart : property;
        return Value(narrow, Underlying(narrow.GetTypeMapping().Converter?.ProviderClrType ?? narrow.ClrType));
    }

    private object Value(IProperty property, Type type)
    {
        if (type.IsArray && type != typeof(byte[]))
            return Array(property, type.GetElementType()!);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
            return Activator.CreateInstance(type, Array(property, type.GetGenericArguments()[0]))!;
        if (type.IsEnum)
            return Member(type);

        // Above what a test's own rows have, so that unique columns stay unique.
        var number = 1_000_000_000 + (seed % 1000 * 1_000_000) + _count;
        var day = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(_count).AddSeconds(_count);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => Text(property),
            TypeCode.Boolean => _count % 2 == 1,
            TypeCode.Char => (char)('a' + (_count % 26)),
            TypeCode.SByte => (sbyte)(1 + (_count % 126)),
            TypeCode.Byte => (byte)(1 + (_count % 254)),
            TypeCode.Int16 => (short)(20_000 + (_count % 12_000)),
            TypeCode.UInt16 => (ushort)(40_000 + (_count % 25_000)),
            TypeCode.Int32 => number,
            TypeCode.UInt32 => (uint)number,
            TypeCode.Int64 => number + 0L,
            TypeCode.UInt64 => (ulong)number,
            TypeCode.Single => _count + 0.5f,
            TypeCode.Double => _count + 0.25d,
            TypeCode.Decimal => Decimal(property),
            TypeCode.DateTime => IsZoned(property) ? day : DateTime.SpecifyKind(day, DateTimeKind.Unspecified),
            _ when type == typeof(Guid) => new Guid(seed, (short)(_count >> 16), (short)_count, new byte[8]),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(day),
            _ when type == typeof(DateOnly) => DateOnly.FromDateTime(day),
            _ when type == typeof(TimeOnly) => new TimeOnly(_count % 24, _count % 60, _count % 60),
            _ when type == typeof(TimeSpan) => new TimeSpan(_count % 24, _count % 60, _count % 60),
            _ when type == typeof(byte[]) => BitConverter.GetBytes(number)[..Math.Min(4, Length(property))],
            _ when type == typeof(System.Text.Json.JsonDocument) => System.Text.Json.JsonDocument.Parse(Json()),
            _ => throw new NotSupportedException(
                $"No values are known for '{property.DeclaringType.Name}.{property.Name}' of type {type.Name}; give some by ShapeMapping.Values."),
        };
    }

    private Array Array(IProperty property, Type element)
    {
        var array = System.Array.CreateInstance(element, 2);
        for (var i = 0; i < array.Length; i++, _count++)
            array.SetValue(Value(property, Underlying(element)), i);
        return array;
    }

    private string Text(IProperty property)
    {
        if (property.GetColumnType().Contains("json", StringComparison.OrdinalIgnoreCase))
            return Json();

        // Distinct from the front, because a unique index may look at a prefix only.
        var length = Length(property);
        var text = Base36(_count).PadLeft(Math.Min(length, 4), '0');
        if (length < 12)
            return text[^Math.Min(length, text.Length)..];

        text += property.IsUnicode() == false ? $"-{seed}" : $"-{seed}é";
        return length <= LongestFilledText ? text.PadRight(length, 'x')[..length] : text;
    }

    private string Json() => $$"""{"n": {{_count}}}""";

    private decimal Decimal(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        var scale = property.GetScale() ?? mapping.Scale ?? 0;
        var whole = Math.Clamp((property.GetPrecision() ?? mapping.Precision ?? 18) - scale, 0, 9);
        var fraction = scale == 0 ? 0 : (_count % 9 + 1) / 10m;
        return (_count % (decimal)Math.Pow(10, whole)) + fraction;
    }

    /// <summary>The property's values are few, and only its type tells how they are stored.</summary>
    public static bool HasMembers(IProperty property)
        => Underlying(property.ClrType) is var type && (type.IsEnum || (type == typeof(bool) && property.GetValueConverter() is not null));

    private object Member(Type type)
    {
        if (type == typeof(bool))
            return _count % 2 == 1;
        var members = Enum.GetValuesAsUnderlyingType(type);
        return Enum.ToObject(type, members.GetValue(_count % members.Length)!);
    }

    private static bool IsZoned(IProperty property) =>
        property.GetColumnType() is var type && (type == "timestamptz" || type.EndsWith("with time zone", StringComparison.Ordinal));

    private static int Length(IProperty property) => property.GetMaxLength() ?? property.GetRelationalTypeMapping().Size ?? int.MaxValue;

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string Base36(int number)
    {
        var text = "";
        for (; number > 0; number /= 36)
            text = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36] + text;
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
