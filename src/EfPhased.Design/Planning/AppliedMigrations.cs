using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Whether a change is still open is a question to the database; without an answer it is taken to be.
/// </summary>
internal static class AppliedMigrations
{
    public static HashSet<string> Of(DbContext context)
    {
        var assembly = context.GetService<IMigrationsAssembly>();
        if (!assembly.Migrations.Values.Any(t => t.GetCustomAttribute<PhaseAttribute>()?.Phase == Phase.Contract))
            return [];

        try
        {
            return [.. context.GetService<IHistoryRepository>().GetAppliedMigrations().Select(r => r.MigrationId)];
        }
        catch (Exception e) when (OutOfReach.Is(e))
        {
            return [];
        }
    }
}
