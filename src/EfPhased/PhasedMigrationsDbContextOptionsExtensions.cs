using EfPhased;
using EfPhased.Infrastructure;
using Microsoft.EntityFrameworkCore.Infrastructure;

// The namespace of UseNpgsql and UseMySql, so that UsePhasedMigrations is found where they are.
#pragma warning disable IDE0130
namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Adds phased migrations to a context.
/// </summary>
public static class PhasedMigrationsDbContextOptionsExtensions
{
    /// <summary>
    /// Lets the context run the migrations that <c>dotnet ef-phased add</c> writes. Call it after the provider:
    /// <c>options.UseNpgsql(connectionString).UsePhasedMigrations()</c>.
    /// </summary>
    /// <param name="optionsBuilder">The context's options, with the provider already chosen.</param>
    /// <param name="configure">Further settings.</param>
    /// <exception cref="PhasedException">
    /// EFP1001 or EFP1002 when the context is first used: the provider is not supported, or was configured afterwards.
    /// </exception>
    public static DbContextOptionsBuilder UsePhasedMigrations(
        this DbContextOptionsBuilder optionsBuilder, Action<PhasedMigrationsOptionsBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        var extension = optionsBuilder.Options.FindExtension<PhasedOptionsExtension>() ?? new();
        ((IDbContextOptionsBuilderInfrastructure)optionsBuilder).AddOrUpdateExtension(extension);
        configure?.Invoke(new PhasedMigrationsOptionsBuilder(optionsBuilder));
        return optionsBuilder;
    }

    /// <inheritdoc cref="UsePhasedMigrations(DbContextOptionsBuilder, Action{PhasedMigrationsOptionsBuilder}?)" />
    public static DbContextOptionsBuilder<TContext> UsePhasedMigrations<TContext>(
        this DbContextOptionsBuilder<TContext> optionsBuilder, Action<PhasedMigrationsOptionsBuilder>? configure = null)
        where TContext : DbContext
        => (DbContextOptionsBuilder<TContext>)UsePhasedMigrations((DbContextOptionsBuilder)optionsBuilder, configure);
}
