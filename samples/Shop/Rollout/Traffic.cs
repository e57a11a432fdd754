using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rollout;

/// <summary>
/// Sends requests at a fixed rate, however long the answers take, and books each to the phase it started in.
/// </summary>
internal sealed class Traffic(LoadBalancer balancer, int rate, SeededCustomers customers) : IAsyncDisposable
{
    private readonly ConcurrentQueue<CustomerSession> _idle = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _sending = Task.CompletedTask;
    private PhaseMeasurements _phase = new("start");
    private int _sessions;

    public void Start()
    {
        for (var i = 0; i < rate; i++)
            _idle.Enqueue(NextSession());
        _sending = Send();
    }

    public void Enter(PhaseMeasurements phase) => Volatile.Write(ref _phase, phase);

    /// <summary>Stops sending and waits for every answer.</summary>
    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _sending;
        while (_idle.Count < _sessions)
            await Task.Delay(10);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
    }

    private async Task Send()
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(2));
        var clock = Stopwatch.StartNew();
        long sent = 0;
        while (!_stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            for (var due = (long)(clock.Elapsed.TotalSeconds * rate); sent < due; sent++)
                _ = SendOne();
        }
    }

    private async Task SendOne()
    {
        // a session has one request under way at most, so that it knows what the next one must read
        if (!_idle.TryDequeue(out var session))
            session = NextSession();

        var phase = Volatile.Read(ref _phase);
        var instance = balancer.Take();
        var started = Stopwatch.GetTimestamp();
        try
        {
            await session.SendNext(new(instance));
            phase.Succeeded(Stopwatch.GetElapsedTime(started));
        }
        catch (WrongReadException e)
        {
            phase.ReadWrong(Stopwatch.GetElapsedTime(started), $"{instance.Version.Label}: {e.Message}");
        }
        catch (Exception e)
        {
            // whatever is wrong with an answer, it is a failed request and the traffic goes on
            var problem = e is OperationCanceledException ? "no answer in time" : e.Message;
            phase.Fail(Stopwatch.GetElapsedTime(started), $"{instance.Version.Label}: {problem}");
        }
        finally
        {
            balancer.GiveBack(instance);
            _idle.Enqueue(session);
        }
    }

    private CustomerSession NextSession() => new(Interlocked.Increment(ref _sessions), customers);
}
