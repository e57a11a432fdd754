using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>Reads the annotations themselves: the methods for them moved to other interfaces between EF Core 9 and 10.</summary>
internal static class Discriminator
{
    public static bool Is(IEntityType entity, IProperty property) =>
        entity.GetRootType().FindAnnotation(CoreAnnotationNames.DiscriminatorProperty)?.Value as string == property.Name;

    /// <summary>A snapshot keeps no CLR type, hence not that it was abstract; such a type has no discriminator value.</summary>
    public static bool IsAbstract(IEntityType entity) =>
        entity.IsAbstract()
        || (entity.GetRootType().FindAnnotation(CoreAnnotationNames.DiscriminatorProperty) is not null
            && entity.FindAnnotation(CoreAnnotationNames.DiscriminatorValue) is null);
}
