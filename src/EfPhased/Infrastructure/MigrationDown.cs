using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Infrastructure;

/// <summary>The way back of a migration, which may have none.</summary>
internal static class MigrationDown
{
    /// <summary>Its operations; null where it has no Down: EF Core's own one throws, and authors who want none do the same.</summary>
    public static IReadOnlyList<MigrationOperation>? Of(Migration migration)
    {
        try
        {
            return migration.DownOperations;
        }
        catch (Exception e) when (e is NotSupportedException or NotImplementedException)
        {
            return null;
        }
    }
}
