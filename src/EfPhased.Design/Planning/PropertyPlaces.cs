using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Planning;

/// <summary>
/// The columns of a model's properties, by names that stay the same when a property gets another column.
/// </summary>
internal static class PropertyPlaces
{
    /// <summary>A property's column; null where it is in a JSON document. Keys appear in each table of a type, and are left out.</summary>
    public static Dictionary<(string Type, string Property), IColumn?> Of(IEnumerable<ITypeBase> types)
    {
        var places = new Dictionary<(string, string), IColumn?>();
        foreach (var type in types)
        {
            foreach (var property in type.GetDeclaredProperties().Where(p => !p.IsPrimaryKey()))
            {
                var column = property.GetTableColumnMappings().Select(m => m.Column).FirstOrDefault();
                if (column is not null || type.ContainingEntityType.IsMappedToJson())
                    places[Name(property)] = column;
            }
        }

        return places;
    }

    public static (string Type, string Property) Name(IReadOnlyProperty property) => (Path(property.DeclaringType), property.Name);

    /// <summary>An owned or complex type by the way to it from its owner: its own name may be that of its class alone, or differ in a snapshot.</summary>
    public static string Path(IReadOnlyTypeBase type) => type switch
    {
        IReadOnlyComplexType complex => $"{Path(complex.ComplexProperty.DeclaringType)}.{complex.ComplexProperty.Name}",
        IReadOnlyEntityType entity when entity.FindOwnership() is { PrincipalToDependent: { } navigation } ownership => $"{Path(ownership.PrincipalEntityType)}.{navigation.Name}",
        _ => type.Name,
    };
}
