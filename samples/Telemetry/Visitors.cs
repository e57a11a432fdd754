using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Readers;

/// <summary>People at work: one keeps a row in a transaction for a while, which keeps the migration waiting; others want to go on meanwhile.</summary>
internal sealed class Visitors : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _visits = [];

    public static async Task<Visitors> StartAsync(IServiceProvider services, TimeSpan longTransaction)
    {
        Visitors visitors = new();
        TaskCompletionSource begun = new();
        visitors._visits.Add(KeepAsync(services, longTransaction, begun));
        await begun.Task;
        visitors._visits.Add(VisitAsync(services, visitors._stop.Token));
        return visitors;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_visits);
        _stop.Dispose();
    }

    private static async Task KeepAsync(IServiceProvider services, TimeSpan time, TaskCompletionSource begun)
    {
        try
        {
            await using var scope = services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<ReadersContext>();
            await using var transaction = await context.Database.BeginTransactionAsync();
            await context.Readers.Where(r => r.Id == 1).ExecuteUpdateAsync(r => r.SetProperty(x => x.Visits, x => x.Visits + 1));
            begun.SetResult();
            await Task.Delay(time);
            await transaction.CommitAsync();
        }
        catch (Exception e) when (begun.TrySetException(e))
        {
            // StartAsync() throws it.
        }
    }

    private static async Task VisitAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ReadersContext>();
        for (var id = 2; !stop.IsCancellationRequested; id++)
        {
            await context.Readers.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Visits, x => x.Visits + 1), CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }
}
