using EfPhased.Configuration;
using EfPhased.Running;

namespace EfPhased.Backfills.Throttling;

/// <summary>
/// Looks at all signals once a second beside the work, and says why a backfill has to stand still, or to slow down. A signal above its
/// limit counts until it is well below it; one that cannot be read any more counts too.
/// </summary>
internal sealed class Throttle : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly List<SignalState> _states = [];
    private readonly List<IAsyncDisposable> _replicas = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly FillSession _session;
    private OwnTime? _ownTime;
    private Task _polling = Task.CompletedTask;

    private Throttle(FillSession session) => _session = session;

    /// <summary>Why to stand still: the signal that has been above its limit for longest; null to go on.</summary>
    public ThrottleReason? Reason
        => _states.Select(s => s.Reason).OfType<ThrottleReason>().MinBy(r => r.Since);

    /// <summary>Why to work half of the time: the signal that has asked for it for longest; null to work all the time.</summary>
    public ThrottleReason? Slowdown
        => _states.Select(s => s.Slowdown).OfType<ThrottleReason>().MinBy(r => r.Since);

    /// <summary>Finds out what can be looked at, and looks from then on.</summary>
    /// <exception cref="PhasedException">EFP2102: a signal that somebody named cannot be read.</exception>
    public static async Task<Throttle> StartAsync(FillSession session, CancellationToken cancel)
    {
        var throttle = new Throttle(session);
        try
        {
            if (session.Settings.Backfill is { } policy)
                await throttle.PrepareAsync(policy, cancel);
        }
        catch
        {
            await throttle.DisposeAsync();
            throw;
        }

        throttle._polling = throttle._states.Count == 0 ? Task.CompletedTask : Task.Run(throttle.PollAsync, CancellationToken.None);
        return throttle;
    }

    /// <summary>A chunk of so many rows took so long.</summary>
    public void Took(long rows, TimeSpan time) => _ownTime?.Add(rows, time);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling;
        foreach (var state in _states)
            (state.Signal as IDisposable)?.Dispose();
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
        _stop.Dispose();
    }

    private async Task PrepareAsync(BackfillPolicy policy, CancellationToken cancel)
    {
        foreach (var signal in Signals(policy))
        {
            if (await signal.PrepareAsync(cancel) is { } problem)
            {
                (signal as IDisposable)?.Dispose();
                if (signal.IsRequired)
                    throw Errors.SignalUnreadable(signal.Name, problem);
                _session.Observer.Report(new Notice($"The backfill goes on without looking at '{signal.Name}': {problem}."));
                continue;
            }

            _states.Add(new SignalState(signal, _session.Observer));
        }

        foreach (var state in _states)
            await state.ReadAsync(cancel);
    }

    private IEnumerable<Signal> Signals(BackfillPolicy policy)
    {
        foreach (var sql in _session.Sql.Throttle.Signals(policy.Limits))
            yield return new SqlSignal(sql, _session.Side.AskAsync, required: false);

        if (policy.Limits.OwnTime > 0)
            yield return _ownTime = new OwnTime(policy.Limits.OwnTime);

        foreach (var replica in policy.Replicas)
        {
            Replica session = new(_session.Services, replica);
            _replicas.Add(session);
            yield return session.Lag(_session.Sql.Throttle, policy.Limits);
        }

        foreach (var own in policy.Signals)
        {
            yield return own switch
            {
                { Sql: { } query } => new SqlSignal(new Dialects.SignalSql(own.Name, query, own.Limit ?? 0), _session.Side.AskAsync, required: true),
                { Command: not null } => new CommandSignal(own),
                _ => new HttpSignal(own),
            };
        }
    }

    private async Task PollAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, _stop.Token);
                await Task.WhenAll(_states.Select(s => s.ReadAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The backfill has ended.
        }
    }
}

/// <param name="Signal">The signal.</param>
/// <param name="Value">Its value, with its unit.</param>
/// <param name="Limit">Its limit, with its unit.</param>
/// <param name="Since">Since when it has been above it.</param>
internal sealed record ThrottleReason(string Signal, string Value, string Limit, DateTimeOffset Since)
{
    public override string ToString()
        => FormattableString.Invariant($"{Signal}: {Value}, limit {Limit}, since {Since.ToUniversalTime():yyyy-MM-dd HH:mm:ss}Z");
}
