using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// All that one AlterTable does.
/// </summary>
internal static class AlterTableKinds
{
    public static IReadOnlyList<OperationKind> Of(AlterTableOperation alter)
    {
        var kinds = AnnotationChange.Of(alter).SelectMany(Of).ToList();
        if (alter.Comment != alter.OldTable.Comment)
            kinds.Insert(0, OperationKind.SetTableComment);
        return kinds;
    }

    /// <summary>What one of its settings does; nothing for those that only tell the provider something.</summary>
    public static IEnumerable<OperationKind> Of(AnnotationChange change) => change switch
    {
        { IsStorageParameter: true } => [OperationKind.SetStorageParameter],
        { IsUnlogged: true } => [OperationKind.SetUnlogged],
        { IsCharSet: true } or { IsCollation: true } => [OperationKind.SetTableCharset],
        { IsStoreOptions: true } => StoreOptions.KindsOf(change),
        { IsPostgreSql: true } => [OperationKind.Unknown],
        _ => [],
    };
}
