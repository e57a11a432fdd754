using System.Runtime.InteropServices;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Tells the run to stop at its next safe point: on Ctrl-C, on SIGTERM, and when the tool says so or is gone.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _signals = [];

    /// <param name="tool">Where the tool writes; it sends nothing after the request but its end. Null when nobody is there.</param>
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
        context.Cancel = true;
        _stop.Cancel();
    }

    private void WaitForEnd(TextReader tool)
    {
        while (tool.ReadLine() is not null)
        {
            // Only the end of the stream means something.
        }

        _stop.Cancel();
    }
}
