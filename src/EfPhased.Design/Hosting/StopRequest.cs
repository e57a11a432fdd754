using System.Runtime.InteropServices;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Tells the run to stop at its next safe point: on Ctrl-C, on SIGTERM, and when the tool says so or is gone. The second time it ends at
/// once, which a run survives as it survives everything else.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _signals = [];

    private const int ExitCodeOfInterrupted = 130;

    /// <param name="tool">Where the tool writes; after the request it sends the wish to stop, or its end. Null when nobody is there.</param>
    public StopRequest(TextReader? tool)
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            _signals.Add(PosixSignalRegistration.Create(signal, Stop));
        if (tool is not null)
            new Thread(() => WaitForEnd(tool)) { IsBackground = true, Name = "EfPhased stop request" }.Start();
    }

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();

        // The source itself stays: the waiting thread may still come back to it while the process ends.
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }

    private void WaitForEnd(TextReader tool)
    {
        while (tool.ReadLine() is { } line)
        {
            if (line == HostRequest.StopWord)
                _stop.Cancel();
        }

        // The tool is gone although it had only asked for a stop: somebody did not want to wait.
        if (_stop.IsCancellationRequested)
            Environment.Exit(ExitCodeOfInterrupted);
        _stop.Cancel();
    }
}
