namespace EfPhased.Running;

/// <summary>For runs and questions whose result says all.</summary>
internal sealed class SilentObserver : IRunObserver
{
    public static readonly SilentObserver Instance = new();

    private SilentObserver()
    {
    }

    public void Report(RunEvent e)
    {
        // Nobody looks on.
    }
}
