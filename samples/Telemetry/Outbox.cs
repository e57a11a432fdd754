using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Readers;

/// <summary>Sends the mails that wait, a few at a time. While many wait the backfill stands still: efphased.json says so.</summary>
internal sealed class Outbox(IServiceScopeFactory scopes) : BackgroundService
{
    private const int AtOnce = 10;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<ReadersContext>();
            var next = context.Mails.Where(m => m.SentAt == null).OrderBy(m => m.Id).Take(AtOnce).Select(m => m.Id);
            await context.Mails.Where(m => next.Contains(m.Id))
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.SentAt, DateTime.UtcNow), CancellationToken.None);
            await Task.Delay(Between, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
