using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EfPhased.Deployments;

/// <summary>
/// Unhealthy when the schema lacks what this build needs, or has contracted what it still maps.
/// </summary>
internal sealed class PhasedMigrationsHealthCheck<TContext>(TContext context) : IHealthCheck
    where TContext : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext check, CancellationToken cancellationToken = default)
    {
        try
        {
            var result = await PhasedRunner.For(context, new RunSettings(), SilentObserver.Instance).CheckSchemaAsync(cancellationToken);
            return result.Outcome == Gates.GateOutcome.Passed
                ? HealthCheckResult.Healthy(result.Evidence[0])
                : new HealthCheckResult(check.Registration.FailureStatus, $"{string.Join("; ", result.Evidence)}. {result.MoveOn}");
        }
        catch (PhasedException e)
        {
            return new HealthCheckResult(check.Registration.FailureStatus, $"{e.Code}: {e.Message}", e);
        }
    }
}
