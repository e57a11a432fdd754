using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EfPhased.Backfills;

/// <summary>
/// Runs a context's backfills inside the application, and tries again while something stands in the way.
/// </summary>
internal sealed class PhasedBackfillService<TContext>(IServiceScopeFactory scopes, ILoggerFactory loggers, PhasedBackfillOptions options) : BackgroundService
    where TContext : DbContext
{
    private readonly ILogger _logger = loggers.CreateLogger(Telemetry.Name);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The application starts first.
        await Task.Yield();
        try
        {
            while (!await TryAsync(stoppingToken))
                await Task.Delay(options.RetryInterval, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The cursor stays; the next process goes on.
        }
    }

    /// <returns>True when nothing is left to do.</returns>
    private async Task<bool> TryAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        try
        {
            var configuration = RunServices.From(context).Configuration;
            var settings = configuration.Run.ApplyTo(new RunSettings { Policy = configuration.Gate });
            settings = settings with { Workers = options.Workers ?? settings.Workers };
            var runner = PhasedRunner.For(context, settings, new LoggingObserver(_logger));
            foreach (var change in (await runner.GetChangesAsync(stop)).Where(c => IsPending(c) && HasBegun(c)))
                await WorkAsync(runner, change.Name, settings.Workers is not null, stop);
            return !(await runner.GetChangesAsync(stop)).Any(IsPending);
        }
        catch (PhasedException e)
        {
            // Another process that does the work, a server that is away, rows that somebody has to correct: all of them pass.
            _logger.LogWarning(PhasedEventId.BackfillHeldUp, e, "{Code}: {Message} Tried again in {Interval}", e.Code, e.Message, options.RetryInterval);
            return false;
        }
    }

    // Another process may have begun, and lets this one work along.
    private static async Task WorkAsync(PhasedRunner runner, string change, bool shares, CancellationToken stop)
    {
        try
        {
            await runner.BackfillAsync(change, stop);
        }
        catch (PhasedException e) when (shares && e.Code == "EFP2003")
        {
            await runner.JoinBackfillAsync(change, stop);
        }
    }

    // Once the change has been switched, the new shape rules.
    private static bool IsPending(PhasedChangeStatus change)
        => change.Phase is null or Phase.Expand && change.Backfills.Any(b => b.State != BackfillState.Verified);

    // Whoever deploys begins the change; an application that starts does not alter its tables by itself.
    private static bool HasBegun(PhasedChangeStatus change) => change.Migrations.Any(m => m.IsApplied || m.StepsDone > 0);
}
