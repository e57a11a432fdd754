using System.Globalization;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// Conversions between two ways of storing an enum or a flag: by name, by number, or as the new model's value converter has it.
/// </summary>
internal static class MemberConversion
{
    /// <summary>
    /// Null where the new property has no members, or the old column cannot have held their names or numbers; and between two enum types
    /// of the server, whose labels say it all.
    /// </summary>
    /// <exception cref="PhasedException">EFP4028: a member's value in one of the two columns is not known.</exception>
    public static (string Up, string Down)? Find(PlanContext context, IColumn before, IColumn after)
    {
        var mapping = after.PropertyMappings[0];
        var type = Nullable.GetUnderlyingType(mapping.Property.ClrType) ?? mapping.Property.ClrType;
        var labels = ServerEnum.Labels(before, after);
        var oldMapping = before.PropertyMappings[0];
        var oldType = oldMapping.TypeMapping.Converter?.ProviderClrType ?? oldMapping.Property.ClrType;
        oldType = labels.Old.Count > 0 ? typeof(string) : Nullable.GetUnderlyingType(oldType) ?? oldType;
        if (labels is { Old.Count: > 0, New.Count: > 0 })
            return null;
        if (!(type.IsEnum || (type == typeof(bool) && mapping.TypeMapping.Converter is not null)) || !Holds(oldType, type))
            return null;

        PhasedException Unknown(string member, string why)
            => DesignErrors.MemberWithoutValue(before.Table.Name, before.Name, after.Name, type.Name, member, why);

        if (type.IsEnum && type.IsDefined(typeof(FlagsAttribute), inherit: false))
            throw Unknown("[Flags]", "combinations of members are values too");

        var pairs = new List<(string Member, string Old, string New)>();
        foreach (var member in type.IsEnum ? Enum.GetNames(type) : [bool.FalseString, bool.TrueString])
        {
            var value = type.IsEnum ? Enum.Parse(type, member) : bool.Parse(member);
            var stored = mapping.TypeMapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
            if (stored is null)
                throw Unknown(member, $"the value converter of '{mapping.Property.Name}' gives null for it");
            pairs.Add((member, Old(member, value), mapping.TypeMapping.GenerateProviderValueSqlLiteral(stored)));
        }

        if (Repeated(pairs, p => p.New) is { } sameNew)
            throw Unknown(sameNew, "another member is stored as the same value");
        if (Repeated(pairs, p => p.Old) is { } sameOld)
            throw Unknown(sameOld, "another member was stored as the same value");
        return (
            ValueSql.Case(ColumnTemplate.For(before.Name), pairs.Select(p => (p.Old, p.New))),
            ValueSql.Case(ColumnTemplate.For(after.Name), pairs.Select(p => (p.New, p.Old))));

        string Old(string member, object value)
        {
            if (labels.Old.Count == 0)
                return context.Literal(InOldColumn(member, value, oldType), before.StoreType);
            var label = ServerEnum.Label(labels.Old, member) ?? throw Unknown(member, $"none of the labels of '{before.StoreType}' is called so");
            return ValueSql.Cast(context.Literal(label, "text"), before.StoreType);
        }
    }

    private static bool Holds(Type stored, Type type)
        => type.IsEnum ? stored == typeof(string) || IsNumber(stored) : stored == typeof(bool) || IsNumber(stored);

    private static bool IsNumber(Type type) => type.IsPrimitive && type != typeof(bool) && type != typeof(char);

    private static object InOldColumn(string member, object value, Type oldType)
        => oldType == typeof(string) ? member
            : oldType == typeof(bool) ? value
            : Convert.ChangeType(
                value is Enum ? Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), CultureInfo.InvariantCulture) : value,
                oldType, CultureInfo.InvariantCulture);

    private static string? Repeated(IEnumerable<(string Member, string Old, string New)> pairs, Func<(string Member, string Old, string New), string> value)
        => pairs.GroupBy(value, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Last().Member;
}
