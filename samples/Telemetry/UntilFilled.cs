using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Readers;

/// <summary>Ends the sample when the expand phase has ended.</summary>
internal sealed class UntilFilled(IServiceScopeFactory scopes, IHostApplicationLifetime application) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await IsExpandedAsync())
            await Task.Delay(Between, stoppingToken);
        application.StopApplication();
    }

    private async Task<bool> IsExpandedAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ReadersContext>();
        return (await context.Database.GetAppliedMigrationsAsync()).Any(m => m.EndsWith("_Expand", StringComparison.Ordinal));
    }
}
