using EfPhased.Backfills.Throttling;
using EfPhased.Configuration;

namespace EfPhased.Running;

/// <summary>
/// Says while a long statement runs that replicas fall behind further than the policy lets a backfill drive them, and that they are back.
/// No server lets go of half an index, so nothing stands still for it; who reads it may stop the run.
/// </summary>
internal sealed class LagWatch(RunSession session) : IAsyncDisposable
{
    private readonly List<SignalState> _states = [];
    private readonly List<Replica> _replicas = [];
    private ThrottleReason? _told;

    /// <summary>Finds out which replicas can be looked at; those that cannot are named once.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        if (session.Settings.Backfill is not { } policy)
            return;
        foreach (var signal in Signals(policy))
        {
            if (await ProblemAsync(signal, cancel) is { } problem)
                session.Observer.Report(new Notice($"'{signal.Name}' is not looked at meanwhile: {problem.TrimEnd('.')}."));
            else
                _states.Add(new SignalState(signal, session.Observer));
        }
    }

    public async Task LookAsync(string description, CancellationToken cancel)
    {
        foreach (var state in _states)
            await state.ReadAsync(cancel);
        var reason = _states.Select(s => s.Reason).OfType<ThrottleReason>().MinBy(r => r.Since);
        if (reason is not null && reason.Signal != _told?.Signal)
        {
            session.Observer.Report(new Notice(
                $"{reason}. '{description}' goes on, because it cannot be made slower; Ctrl-C stops it, and the same command begins it again."));
        }
        else if (reason is null && _told is { } before)
        {
            session.Observer.Report(new Notice($"{before.Signal}: below its limit of {before.Limit} again."));
        }

        _told = reason;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
    }

    private static async Task<string?> ProblemAsync(Signal signal, CancellationToken cancel)
    {
        try
        {
            return await signal.PrepareAsync(cancel);
        }
        catch (PhasedException e)
        {
            return e.Message;
        }
    }

    private IEnumerable<Signal> Signals(BackfillPolicy policy)
    {
        if (session.Sql.Throttle.Lag(policy.Limits) is { Limit: not 0 } lag)
            yield return new SqlSignal(lag, session.Side.AskAsync, required: false);
        foreach (var named in policy.Replicas)
        {
            Replica replica = new(session.Services, named);
            _replicas.Add(replica);
            yield return replica.Lag(session.Sql.Throttle, policy.Limits);
        }
    }
}
