using EfPhased.Dialects;
using EfPhased.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Design.Contexts;

/// <summary>
/// Makes sure that phased migrations would really be run by the context that they are written for.
/// </summary>
internal static class PhasedContext
{
    private const int OldestMajor = 9;
    private const int NewestMajor = 10;

    /// <exception cref="PhasedException">EFP1001, EFP5109.</exception>
    public static void CheckProvider(DbContext context)
    {
        var version = typeof(DbContext).Assembly.GetName().Version!;
        if (version.Major is < OldestMajor or > NewestMajor)
            throw ContextErrors.UnsupportedVersion(version.ToString(3));

        Dialect.For(context.Database.ProviderName);
    }

    /// <exception cref="PhasedException">EFP1001 to EFP1004, EFP5109.</exception>
    public static void Check(DbContext context)
    {
        CheckProvider(context);
        if (context.GetService<IDbContextOptions>().FindExtension<PhasedOptionsExtension>() is null)
            throw Errors.NotUsed(context.GetType().Name);

        // A later ReplaceService takes the place of ours without a word.
        Require<IMigrationsSqlGenerator, PhasedMigrationsSqlGenerator>(context);
        Require<IMigrationsAssembly, PhasedMigrationsAssembly>(context);
        Require<IMigrator, PhasedMigrator>(context);
    }

    private static void Require<TService, TPhased>(DbContext context)
        where TService : class
    {
        var service = context.GetService<TService>();
        if (service is not TPhased)
            throw Errors.ServiceReplaced(typeof(TService).Name, service.GetType().FullName ?? service.GetType().Name);
    }
}
