using EfPhased.Running;

namespace EfPhased.Testing.Running;

/// <summary>Keeps what a run reports, and breaks the run where a test wants it.</summary>
internal sealed class RecordingObserver : IRunObserver
{
    private readonly List<RunEvent> _events = [];

    public Action<RunEvent>? On { get; init; }

    public IReadOnlyList<RunEvent> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public IEnumerable<TEvent> Of<TEvent>() => Events.OfType<TEvent>();

    public void Report(RunEvent e)
    {
        lock (_events)
            _events.Add(e);
        On?.Invoke(e);
    }
}

/// <summary>Stands for the death of the process between two steps.</summary>
internal sealed class KilledException : Exception;
