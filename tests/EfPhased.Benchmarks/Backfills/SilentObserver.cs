using EfPhased.Running;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>For runs of which only the effect or the time matters.</summary>
internal sealed class SilentObserver : IRunObserver
{
    public void Report(RunEvent e)
    {
        // Nobody asks.
    }
}
