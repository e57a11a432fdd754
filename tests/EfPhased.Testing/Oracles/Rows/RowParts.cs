using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Reads and writes the owned and complex parts of an instance as an application does: through its members.</summary>
internal static class RowParts
{
    public static object? Read(object instance, IProperty property)
    {
        object? at = instance;
        foreach (var part in RowProperties.PartsOf(property))
        {
            if ((at = part.Property.PropertyInfo!.GetValue(at)) is null)
                return null;
        }

        return property.PropertyInfo!.GetValue(at);
    }

    /// <summary>Sets the values that are given, and with them whether an optional part is there; required ones always are.</summary>
    public static void Write(object instance, ITypeBase type, IReadOnlyDictionary<IProperty, object?> values)
    {
        foreach (var part in TypePart.Of(type).Where(part => !part.IsCollection))
        {
            var present = part.Property.PropertyInfo!.GetValue(instance);
            var below = TypePart.Below(part.Type).Prepend(part).SelectMany(p => p.Values).Where(values.ContainsKey).ToList();
            if (!part.IsRequired && below.Count == 0)
                continue;
            if (!part.IsRequired && below.TrueForAll(property => values[property] is null) && !Remains(present, part, values))
            {
                part.Property.PropertyInfo.SetValue(instance, null);
                continue;
            }

            var target = present ?? Activator.CreateInstance(part.Type.ClrType, nonPublic: true)!;
            foreach (var property in part.Values.Where(values.ContainsKey))
                property.PropertyInfo!.SetValue(target, StoredValue.ToModel(property, values[property]));
            Write(target, part.Type, values);
            if (present is null || part.Type.ClrType.IsValueType)
                part.Property.PropertyInfo.SetValue(instance, target);
        }
    }

    // A null for what is required takes the whole part away; for the rest, only when nothing else is left.
    private static bool Remains(object? present, TypePart part, IReadOnlyDictionary<IProperty, object?> values)
        => present is not null && !part.Values.Any(property => !property.IsNullable && values.ContainsKey(property))
            && (part.Values.Any(property => !values.ContainsKey(property) && property.PropertyInfo!.GetValue(present) is not null)
                || TypePart.Of(part.Type).Any(inner => inner.Property.PropertyInfo!.GetValue(present) is not null));
}
