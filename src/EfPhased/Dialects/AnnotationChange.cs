using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// One setting that a provider keeps in an annotation and that an operation changes: <c>Npgsql:Enum:mood</c> from one list of labels to another.
/// </summary>
/// <param name="Annotation">The annotation's name: provider, what it is about and, where there are several of it, which one.</param>
/// <param name="Old">Its value before; null where there is none.</param>
/// <param name="New">Its value afterwards; null where there is none.</param>
internal sealed record AnnotationChange(string Annotation, string? Old, string? New)
{
    /// <summary>What it is about, such as Enum or CharSet.</summary>
    public string Kind => Annotation.Split(':', 3) is [_, var kind, ..] ? kind : Annotation;

    /// <summary>Which of its kind: <c>mood</c>; empty where there is one alone.</summary>
    public string Name => Annotation.Split(':', 3) is [_, _, var name] ? name : "";

    public bool IsPostgreSql => Annotation.StartsWith("Npgsql:", StringComparison.Ordinal);

    /// <summary>An enum type of PostgreSQL.</summary>
    public bool IsEnum => IsPostgreSql && Kind == "Enum";

    public bool IsRange => IsPostgreSql && Kind == "Range";

    public bool IsCollationDefinition => IsPostgreSql && Kind == "CollationDefinition";

    public bool IsExtension => IsPostgreSql && Kind == "PostgresExtension";

    public bool IsStorageParameter => IsPostgreSql && Kind == "StorageParameter";

    public bool IsUnlogged => IsPostgreSql && Kind == "UnloggedTable";

    /// <summary>MySQL's ENGINE, ROW_FORMAT and their like, all in one text.</summary>
    public bool IsStoreOptions => !IsPostgreSql && Kind == "StoreOptions";

    public bool IsCharSet => !IsPostgreSql && Kind == "CharSet";

    public bool IsCollation => Annotation == "Relational:Collation";

    /// <summary>The labels of an enum type that come and go, and whether those that stay keep their order.</summary>
    public EnumLabels Labels => new(EnumLabels.Split(Old), EnumLabels.Split(New));

    public static IEnumerable<AnnotationChange> Of(AlterDatabaseOperation alter) => Of(alter, alter.OldDatabase);

    public static IEnumerable<AnnotationChange> Of(AlterTableOperation alter) => Of(alter, alter.OldTable);

    public static IEnumerable<AnnotationChange> Of(AlterColumnOperation alter) => Of(alter, alter.OldColumn);

    // Values are compared as text: a model holds true where a snapshot holds the same in another box.
    private static IEnumerable<AnnotationChange> Of(IReadOnlyAnnotatable now, IReadOnlyAnnotatable before)
        => before.GetAnnotations().Concat(now.GetAnnotations()).Select(a => a.Name).Distinct()
            .Where(n => !n.StartsWith("EfPhased:", StringComparison.Ordinal))
            .Select(n => new AnnotationChange(n, before[n]?.ToString(), now[n]?.ToString()))
            .Where(c => c.Old != c.New);
}
