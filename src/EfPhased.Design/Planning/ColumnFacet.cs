using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>What of a column changes.</summary>
[Flags]
internal enum ColumnFacet
{
    None = 0,
    Type = 1,
    Nullability = 2,
    Default = 4,
    Comment = 8,
    Collation = 16,
    Computed = 32,
    Identity = 64,

    /// <summary>From one character set to another, or to or from one that is not named.</summary>
    CharSet = 256,

    /// <summary>Facets of a provider's own, and those that make no difference to the store type.</summary>
    Other = 128,
}

/// <summary>
/// Tells what EF Core's one operation for all changes of a column is about.
/// </summary>
internal static class ColumnDifference
{
    private const string Strategy = ":ValueGenerationStrategy";

    public static ColumnFacet Of(AlterColumnOperation alter, IColumn before, IColumn after)
    {
        var old = alter.OldColumn;
        return On(before.StoreType != after.StoreType, ColumnFacet.Type)
            | On(before.IsNullable != after.IsNullable, ColumnFacet.Nullability)
            | On(!SameDefault(before, after), ColumnFacet.Default)
            | On(alter.Comment != old.Comment, ColumnFacet.Comment)
            | On(alter.Collation != old.Collation, ColumnFacet.Collation)
            | On(alter.ComputedColumnSql != old.ComputedColumnSql || (alter.IsStored ?? false) != (old.IsStored ?? false), ColumnFacet.Computed)
            | On(Numbering(alter) != Numbering(old), ColumnFacet.Identity)
            | On(CharSets.Differ(old, alter), ColumnFacet.CharSet)
            | On((before.StoreType == after.StoreType && HasOtherShape(alter, old)) || !Annotations(alter).SequenceEqual(Annotations(old)), ColumnFacet.Other);
    }

    /// <summary>How the server numbers the column, in the provider's word; null where it does not.</summary>
    public static string? Numbering(ColumnOperation column)
        => column.GetAnnotations().FirstOrDefault(a => a.Name.EndsWith(Strategy, StringComparison.Ordinal))?.Value?.ToString() is { } strategy and not "None"
            ? strategy
            : null;

    private static ColumnFacet On(bool differs, ColumnFacet facet) => differs ? facet : ColumnFacet.None;

    private static bool SameDefault(IColumn before, IColumn after)
        => before.DefaultValueSql == after.DefaultValueSql && Equals(Default(before), Default(after));

    private static object? Default(IColumn column) => column.TryGetDefaultValue(out var value) && value is not DBNull ? value : null;

    private static bool HasOtherShape(AlterColumnOperation alter, ColumnOperation old)
        => alter.MaxLength != old.MaxLength || alter.Precision != old.Precision || alter.Scale != old.Scale || alter.IsUnicode != old.IsUnicode
            || alter.IsFixedLength != old.IsFixedLength || alter.IsRowVersion != old.IsRowVersion;

    private static IEnumerable<(string, string?)> Annotations(ColumnOperation column)
        => column.GetAnnotations().Where(a => !a.Name.EndsWith(Strategy, StringComparison.Ordinal)).OrderBy(a => a.Name, StringComparer.Ordinal)
            .Select(a => (a.Name, a.Value?.ToString()));
}
