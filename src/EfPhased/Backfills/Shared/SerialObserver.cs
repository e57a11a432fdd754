using EfPhased.Running;

namespace EfPhased.Backfills.Shared;

/// <summary>
/// Lets several workers report to an observer that expects one.
/// </summary>
internal sealed class SerialObserver(IRunObserver observer) : IRunObserver
{
    private readonly Lock _turn = new();

    public void Report(RunEvent e)
    {
        lock (_turn)
            observer.Report(e);
    }
}
