namespace Rollout;

/// <summary>
/// Gives each request to the next live instance, whatever its version.
/// </summary>
internal sealed class LoadBalancer
{
    private readonly Lock _gate = new();
    private readonly List<Instance> _live = [];
    private int _next;

    public Instance Take()
    {
        lock (_gate)
        {
            var instance = _live[_next++ % _live.Count];
            instance.InFlight++;
            return instance;
        }
    }

    public void GiveBack(Instance instance)
    {
        lock (_gate)
            instance.InFlight--;
    }

    public void Add(Instance instance)
    {
        lock (_gate)
            _live.Add(instance);
    }

    /// <summary>Takes all instances of a version out of rotation and waits until their last request is answered.</summary>
    public async Task<IReadOnlyList<Instance>> Drain(ShopVersion version, CancellationToken cancel)
    {
        List<Instance> drained;
        lock (_gate)
        {
            drained = _live.FindAll(instance => instance.Version == version);
            _live.RemoveAll(drained.Contains);
        }
        while (IsBusy(drained))
            await Task.Delay(10, cancel);
        return drained;
    }

    private bool IsBusy(List<Instance> instances)
    {
        lock (_gate)
            return instances.Any(instance => instance.InFlight > 0);
    }
}
