namespace EfPhased.Running;

/// <summary>
/// Is told what a run does while it does it. Calls come one after the other.
/// </summary>
internal interface IRunObserver
{
    void Report(RunEvent e);
}
