using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// All that one AlterTable does.
/// </summary>
internal static class AlterTableKinds
{
    public static IReadOnlyList<OperationKind> Of(AlterTableOperation alter)
    {
        var kinds = new List<OperationKind>();
        if (alter.Comment != alter.OldTable.Comment)
            kinds.Add(OperationKind.SetTableComment);

        foreach (var name in AlterDatabaseKinds.Changed(alter, alter.OldTable))
        {
            if (name.StartsWith("Npgsql:StorageParameter:", StringComparison.Ordinal))
                kinds.Add(OperationKind.SetStorageParameter);
            else if (name == "Npgsql:UnloggedTable")
                kinds.Add(OperationKind.SetUnlogged);
            else if (name is "MySql:CharSet" or "Relational:Collation")
                kinds.Add(OperationKind.SetTableCharset);
            else if (name == "MySql:StoreOptions")
                kinds.Add(OperationKind.RebuildTable);
        }

        return kinds;
    }
}
