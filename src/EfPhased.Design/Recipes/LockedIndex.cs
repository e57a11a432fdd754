using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Kinds of index that a server builds under a lock that writers wait for.
/// </summary>
internal static class LockedIndex
{
    // MY-42: the first one even rebuilds the table. Pomelo's and Oracle's annotations differ in their prefix alone.
    private static readonly string[] Kinds = ["FullTextIndex", "SpatialIndex"];

    /// <exception cref="PhasedException">EFP4041: the index is of such a kind.</exception>
    public static void Refuse(ITableIndex index, bool comes)
    {
        var kind = Kinds.FirstOrDefault(k => Is(index, k));
        if (kind is not null)
            throw DesignErrors.LockedIndex(index.Name, index.Table.SchemaQualifiedName, kind == Kinds[0] ? "FULLTEXT" : "SPATIAL", comes);
    }

    public static bool IsFullText(ITableIndex index) => Is(index, Kinds[0]);

    public static bool IsSpatial(ITableIndex index) => Is(index, Kinds[1]);

    private static bool Is(ITableIndex index, string kind)
        => index.GetAnnotations().Any(a => a.Name.EndsWith(":" + kind, StringComparison.Ordinal) && a.Value is true);
}
