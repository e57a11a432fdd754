using EfPhased.Running;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EfPhased.Testing.Running;

/// <summary>The application can run its backfills itself.</summary>
public abstract class HostedBackfillBehaviour(TestServer server)
{
    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public async Task Two_processes_finish_a_backfill_that_Migrate_has_left_to_them(int? workers)
    {
        await using var fixture = await RunningFixture.WithPeopleAsync(server, people: 3_000);
        await using (var unwatched = RenameContext.Open(fixture.Database, maxUnwatchedRows: 100))
        {
            var error = await Assert.ThrowsAsync<PhasedException>(() => unwatched.Database.MigrateAsync(RenameContext.Expand));
            Assert.Equal("EFP2004", error.Code);
        }

        await using var first = Application(fixture, workers);
        await using var second = Application(fixture, workers);
        var services = first.GetServices<IHostedService>().Concat(second.GetServices<IHostedService>()).Cast<BackgroundService>().ToList();
        foreach (var service in services)
            await service.StartAsync(CancellationToken.None);
        await Task.WhenAll(services.Select(s => s.ExecuteTask!)).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Contains(RenameContext.Expand, await fixture.AppliedAsync());
        Assert.Equal("3000", await fixture.ScalarAsync("SELECT COUNT(*) FROM \"People\" WHERE \"FullName\" = \"Name\""));
        Assert.Equal(BackfillState.Verified, Assert.Single((await fixture.StatusAsync()).Backfills).State);
    }

    private static ServiceProvider Application(RunningFixture fixture, int? workers)
        => new ServiceCollection()
            .AddLogging()
            .AddScoped(_ => RenameContext.Open(fixture.Database))
            .AddPhasedBackfill<RenameContext>(o =>
            {
                o.RetryInterval = TimeSpan.FromMilliseconds(200);
                o.Workers = workers;
            })
            .BuildServiceProvider();
}
