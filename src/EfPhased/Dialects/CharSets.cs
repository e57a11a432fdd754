using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// The character sets of MySQL's databases, tables and columns, as Pomelo keeps them: what the database or the table has is its columns'
/// too where they name none.
/// </summary>
internal static class CharSets
{
    private const string Annotation = "MySql:CharSet";

    /// <summary>The one that is named; null where it is the server's affair, and where the server knows none.</summary>
    public static string? Of(IReadOnlyAnnotatable named) => named[Annotation] as string;

    /// <summary>The character set or the collation of a table or a database; null where both are the server's affair.</summary>
    public static string? Any(IReadOnlyAnnotatable named) => Of(named) ?? Collation(named);

    /// <summary>
    /// Text is converted from one to another, or may be: where one of the two is not named, only the server knows it. A collation names
    /// the character set that it belongs to.
    /// </summary>
    /// <param name="before">A column.</param>
    /// <param name="after">What becomes of it.</param>
    public static bool Differ(IReadOnlyAnnotatable before, IReadOnlyAnnotatable after) => IsText(before) && IsText(after) && (Of(before), Of(after)) switch
    {
        (null, null) => false,
        (null, { } to) => !Belongs(Collation(before), to),
        ({ } from, null) => !Belongs(Collation(after), from),
        var (from, to) => !from.Equals(to, StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Has a property name the character set that its column has of the table or the database.</summary>
    public static void Keep(IColumn column, IMutableProperty property)
    {
        if (Of(column) is { } charSet)
            property.SetAnnotation(Annotation, charSet);
    }

    /// <summary>The same operation, with the character set and the collation as they are where neither would be named.</summary>
    public static AlterTableOperation WithNamed(AlterTableOperation alter)
    {
        if (Any(alter) is null)
        {
            foreach (var change in AnnotationChange.Of(alter).Where(c => c.IsCharSet || c.IsCollation).ToList())
                alter[change.Annotation] = change.Old;
        }

        return alter;
    }

    /// <summary>The same operation, with the old collation where EF Core has it: Pomelo leaves one of the table or the database among the annotations.</summary>
    public static MigrationOperation WithOldCollation(MigrationOperation operation)
    {
        if (operation is AlterColumnOperation { OldColumn: var old } && old.RemoveAnnotation(RelationalAnnotationNames.Collation)?.Value is string collation)
            old.Collation ??= collation;
        return operation;
    }

    private static string? Collation(IReadOnlyAnnotatable named)
        => (named as ColumnOperation)?.Collation ?? (named as DatabaseOperation)?.Collation ?? (named as IColumn)?.Collation
            ?? named[RelationalAnnotationNames.Collation] as string;

    private static bool Belongs(string? collation, string charSet)
        => collation is not null && (collation.StartsWith(charSet + "_", StringComparison.OrdinalIgnoreCase) || collation.Equals(charSet, StringComparison.OrdinalIgnoreCase));

    // A migration written by hand may leave the store type to the provider.
    private static bool IsText(IReadOnlyAnnotatable column)
        => ((column as ColumnOperation)?.ColumnType ?? (column as IColumn)?.StoreType) is not { } type
            || type.Contains("char", StringComparison.OrdinalIgnoreCase) || type.Contains("text", StringComparison.OrdinalIgnoreCase);
}
