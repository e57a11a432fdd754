using EfPhased.Deployments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

// The namespace of AddHealthChecks, so that AddPhasedMigrations is found beside it.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Adds a health check of the schema.
/// </summary>
public static class PhasedMigrationsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Reports unhealthy while the database lacks a column that the context maps: because expand has not run yet, or because a newer
    /// version has contracted it. One query to the catalog each time.
    /// </summary>
    /// <typeparam name="TContext">The context, registered and with <c>UsePhasedMigrations()</c>.</typeparam>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name; <c>phased-migrations</c> by default.</param>
    /// <param name="failureStatus">What to report on failure; unhealthy by default.</param>
    /// <param name="tags">Tags to select checks by.</param>
    public static IHealthChecksBuilder AddPhasedMigrations<TContext>(
        this IHealthChecksBuilder builder, string? name = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<PhasedMigrationsHealthCheck<TContext>>(name ?? "phased-migrations", failureStatus ?? HealthStatus.Unhealthy, tags ?? []);
    }
}
