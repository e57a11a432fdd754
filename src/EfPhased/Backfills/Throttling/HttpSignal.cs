using System.Diagnostics;
using System.Net;
using EfPhased.Configuration;

namespace EfPhased.Backfills.Throttling;

/// <summary>
/// An address of the user's: whether it answers 200, and how fast.
/// </summary>
internal sealed class HttpSignal : Signal, IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly SignalPolicy _policy;

    public HttpSignal(SignalPolicy policy)
        : base(policy.Name)
    {
        _policy = policy;
        Limit = policy.Limit ?? _client.Timeout.TotalMilliseconds;
        Unit = "ms";
        IsRequired = true;
    }

    // Whatever does not answer now is a reading, not a mistake.
    public override Task<string?> PrepareAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    public override async Task<Reading> ReadAsync(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var answer = await _client.GetAsync(_policy.Http, cancel);
            return answer.StatusCode == HttpStatusCode.OK
                ? new Reading(watch.Elapsed.TotalMilliseconds)
                : new Reading(double.PositiveInfinity, $"status {(int)answer.StatusCode}");
        }
        catch (HttpRequestException e)
        {
            return new Reading(double.PositiveInfinity, e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Reading(double.PositiveInfinity, "no answer in time");
        }
    }

    public void Dispose() => _client.Dispose();
}
