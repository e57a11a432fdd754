using EfPhased.Backfills;
using EfPhased.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EfPhased;

/// <summary>
/// Runs backfills inside the application.
/// </summary>
public static class PhasedBackfillServiceCollectionExtensions
{
    /// <summary>
    /// Adds a hosted service that runs the backfills of <typeparamref name="TContext"/> once their expand phase has come to them: the same
    /// engine as <c>dotnet ef-phased backfill</c>, with its journal, so that it can be watched, paused and resumed from there. Any number
    /// of processes may have it: one works, the others wait and take over when it ends; with <see cref="PhasedBackfillOptions.Workers"/> they
    /// work along. What stands in the way is logged with its number
    /// (EFP2xxx) and tried again; the application is never stopped by it. The <c>run</c> section of <c>efphased.json</c> applies.
    /// </summary>
    /// <param name="services">The services, with the context among them.</param>
    /// <param name="configure">Changes settings.</param>
    public static IServiceCollection AddPhasedBackfill<TContext>(this IServiceCollection services, Action<PhasedBackfillOptions>? configure = null)
        where TContext : DbContext
    {
        var options = new PhasedBackfillOptions();
        configure?.Invoke(options);
        return services.AddSingleton<IHostedService>(provider => new PhasedBackfillService<TContext>(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<ILoggerFactory>(), options));
    }
}

/// <summary>
/// Settings of <c>AddPhasedBackfill()</c>.
/// </summary>
public sealed class PhasedBackfillOptions
{
    private int? _workers;
    private TimeSpan _retryInterval = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many workers fill a table at once in each process, 1 to 32; processes that come later work along. Null, the default, for what
    /// <c>efphased.json</c> says, and one worker alone where it says nothing.
    /// </summary>
    public int? Workers
    {
        get => _workers;
        set
        {
            if (value is < 1 or > BackfillPolicy.MostWorkers)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"There are 1 to {BackfillPolicy.MostWorkers} workers.");
            _workers = value;
        }
    }

    /// <summary>How long to wait before trying again when something stands in the way; 30 seconds by default, and more than zero.</summary>
    public TimeSpan RetryInterval
    {
        get => _retryInterval;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _retryInterval = value;
        }
    }
}
