using EfPhased;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Readers;

/// <summary>What happens before the application starts: an older version's data, and the migration beside people who use it.</summary>
internal static class Deployment
{
    private const int ReaderCount = 120_000;
    private const int MailCount = 100;

    private static readonly TimeSpan LongTransaction = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ReadersContext>();
        await context.Database.MigrateAsync("Initial");
        if (!await context.Mails.AnyAsync())
        {
            await context.Database.ExecuteSqlAsync($"""INSERT INTO "Readers" ("Name", "Visits") SELECT 'Reader ' || i, 0 FROM generate_series(1, {ReaderCount}) i""");
            await context.Database.ExecuteSqlAsync($"""INSERT INTO "Mails" ("SentAt") SELECT NULL FROM generate_series(1, {MailCount})""");
        }

        await using var visitors = await Visitors.StartAsync(services, LongTransaction);
        try
        {
            await context.Database.MigrateAsync();
        }
        catch (PhasedException e) when (e.Code == "EFP2004")
        {
            // More rows than an application fills before it starts: AddPhasedBackfill() does, once it runs.
            scope.ServiceProvider.GetRequiredService<ILogger<ReadersContext>>().LogInformation("{Message}", e.Message);
        }
    }
}
