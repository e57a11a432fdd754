using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Running;

/// <summary>
/// Which migrations a target means, in EF Core's own sense: everything up to it is applied, everything after it is reverted.
/// </summary>
internal static class UnattendedPlan
{
    public static (IReadOnlyList<MigrationEntry> Apply, IReadOnlyList<MigrationEntry> Revert) Make(
        IReadOnlyList<MigrationEntry> migrations, IReadOnlySet<string> applied, string? targetId)
        => targetId is null
            ? ([.. migrations.Where(m => !applied.Contains(m.Id))], [])
            : ([.. migrations.Where(m => !applied.Contains(m.Id) && IsUpTo(m.Id, targetId))],
                [.. migrations.Where(m => applied.Contains(m.Id) && !IsUpTo(m.Id, targetId)).Reverse()]);

    public static string ContractReason(string change)
        => $"A contract does not run unattended. Run 'dotnet ef-phased apply --phase contract --change {change}' when its gate is open.";

    private static bool IsUpTo(string id, string targetId)
        => targetId != Migration.InitialDatabase && string.Compare(id, targetId, StringComparison.OrdinalIgnoreCase) <= 0;
}
