using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// All that one AlterDatabase does: providers keep enums, extensions and collations in its annotations.
/// </summary>
internal static class AlterDatabaseKinds
{
    public static IReadOnlyList<OperationKind> Of(AlterDatabaseOperation alter)
    {
        var kinds = AnnotationChange.Of(alter).SelectMany(Of).ToList();
        if (alter.Collation != alter.OldDatabase.Collation)
            kinds.Add(OperationKind.SetDatabaseDefaults);
        return kinds;
    }

    private static IEnumerable<OperationKind> Of(AnnotationChange change) => change switch
    {
        { IsEnum: true, Old: not null, New: not null } => Of(change.Labels),
        { IsEnum: true } or { IsRange: true } => [change.New is null ? OperationKind.DropType : OperationKind.CreateType],
        { IsExtension: true } => [change.New is null ? OperationKind.DropExtension : OperationKind.CreateExtension],
        { IsCollationDefinition: true } => [change.New is null ? OperationKind.DropCollation : OperationKind.CreateCollation],
        { IsCharSet: true } => [OperationKind.SetDatabaseDefaults],
        _ => [],
    };

    // Npgsql adds labels and does nothing about others that went or changed places.
    private static IEnumerable<OperationKind> Of(EnumLabels labels)
    {
        if (labels.Added.Any())
            yield return OperationKind.AddEnumValue;
        if (!labels.OnlyGrow)
            yield return OperationKind.RemoveEnumValue;
    }
}
