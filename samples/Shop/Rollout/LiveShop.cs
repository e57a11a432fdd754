using Spectre.Console;

namespace Rollout;

/// <summary>
/// A shop with its database, running instances and traffic, taken through the phases of a rollout.
/// </summary>
internal sealed class LiveShop : IAsyncDisposable
{
    private const int InstancesPerVersion = 2;

    private readonly ShopDatabase _database;
    private readonly LoadBalancer _balancer = new();
    private readonly List<Instance> _instances = [];
    private readonly List<PhaseMeasurements> _phases = [];
    private readonly SeededCustomers _seeded;
    private readonly Traffic _traffic;
    private readonly LockMonitor _monitor;
    private readonly TimeSpan _dwell;

    private LiveShop(ShopDatabase database, LockSampler sampler, RolloutSettings settings)
    {
        _database = database;
        _dwell = settings.Dwell;
        _seeded = new(database.Customers, owners: Math.Max(1, settings.Rate / 2));
        _traffic = new(_balancer, settings.Rate, _seeded);
        _monitor = new(sampler);
    }

    public static async Task<LiveShop> Open(ShopDatabase database, Application application, RolloutSettings settings, CancellationToken cancel)
    {
        LiveShop shop = new(database, await LockSampler.Open(database.ConnectionAs(ShopDatabase.ObserverName), cancel), settings);
        try
        {
            await shop.Start(application, cancel);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    public void Begin()
    {
        _monitor.Start();
        _traffic.Start();
    }

    /// <summary>Starts instances of a version and gives them their share of the traffic.</summary>
    public async Task Start(Application application, CancellationToken cancel)
    {
        for (var i = 0; i < InstancesPerVersion; i++)
        {
            var instance = await Instance.Start(application, _database.ConnectionAs(application.Version.ApplicationName), cancel);
            _instances.Add(instance);
            _balancer.Add(instance);
        }
    }

    public async Task Drain(ShopVersion version, CancellationToken cancel)
    {
        foreach (var instance in await _balancer.Drain(version, cancel))
        {
            _instances.Remove(instance);
            await instance.DisposeAsync();
        }
    }

    public Task Dwell(string phase, CancellationToken cancel, TimeSpan atLeast = default)
        => During(phase, () => Task.Delay(_dwell < atLeast ? atLeast : _dwell, cancel));

    /// <summary>Runs one step of the rollout and books all requests meanwhile to it.</summary>
    public async Task During(string phase, Func<Task> step)
    {
        PhaseMeasurements measurements = new(phase);
        _phases.Add(measurements);
        _monitor.Enter(measurements);
        _traffic.Enter(measurements);
        await step();
        measurements.End();
        AnsiConsole.MarkupLineInterpolated($"{phase}: {measurements.Duration.TotalSeconds:0.0} s, {measurements.Requests:N0} requests, {measurements.Failed:N0} failed");
    }

    /// <summary>Runs a step of a <c>dotnet</c> tool against the shop's database.</summary>
    public Task Migrate(string tool, string[] command, Application application, CancellationToken cancel) => DotnetCommand.Run(
        [tool, .. command, "--project", application.Project, "--no-build", "--connection", _database.ConnectionAs(ShopDatabase.MigrationName)],
        line => AnsiConsole.MarkupLineInterpolated($"[grey]  {line}[/]"),
        cancel);

    /// <summary>Ends the traffic when every request is answered.</summary>
    public async Task<RolloutResult> Close(string name, CancellationToken cancel)
    {
        await _traffic.Stop();
        await _monitor.Stop();
        return new(name, _phases, _monitor.Samples, _monitor.LongestGap, await _database.CountDamaged(_seeded, cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await _traffic.DisposeAsync();
        foreach (var instance in _instances)
            await instance.DisposeAsync();
        await _monitor.DisposeAsync();
    }
}
