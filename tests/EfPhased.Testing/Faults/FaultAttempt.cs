using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>What came of an attempt.</summary>
/// <param name="Hit">The fault met a run that was under way.</param>
/// <param name="Error">The number of the error that the run stopped with; null when it went on or died.</param>
/// <param name="Unexpected">How it ended where a run must not end like that.</param>
/// <param name="IsDone">The run has done its work, whatever met it.</param>
internal sealed record FaultOutcome(bool Hit, string? Error, string? Unexpected, bool IsDone = false);

/// <summary>
/// One run of a command with one fault. The place is the n-th event of the run, and so many milliseconds after it: some hit between
/// two steps, others in the middle of one. A run that goes on where another ended has fewer events, so some faults meet none.
/// </summary>
internal sealed class FaultAttempt
{
    private const int LongestOutage = 300;
    private const int LongestStatement = 20;

    // MySql.Data runs statements of its own when it opens a connection, and waits for ever for the rest of one that was ended.
    private const int LongestOnMySql = 80;
    private const int RowsAreHeld = 400;

    // Longer than a run with two attempts waits. What waits for old transactions without a lock on the table waits as long as they last.
    private const int TablesAreHeld = 5_000;

    private readonly PrivateServer _host;
    private readonly TestServer _server;
    private readonly TestDatabase _database;
    private readonly MigrationPack _pack;
    private readonly PackedCommand _command;
    private readonly Random _random;
    private readonly int _event;
    private readonly int _delay;
    private volatile bool _isOver;

    public FaultAttempt(PrivateServer host, TestDatabase database, MigrationPack pack, PackedCommand command, FaultKind kind, Undisturbed undisturbed, Random random)
    {
        (_host, _server, _database, _pack, _command, Kind) = (host, host.Server, database, pack, command, kind);
        _event = random.Next(undisturbed.Events);

        // Up to about the time of two events, so that most come before the run has ended.
        var longest = Math.Max(2, 2 * undisturbed.Took.TotalMilliseconds / undisturbed.Events);
        _delay = random.Next(3) == 0 ? 0 : random.Next((int)Math.Ceiling(longest));
        _random = new Random(random.Next());
    }

    public FaultKind Kind { get; }

    public override string ToString() => $"{Kind} {_delay} ms after event {_event}";

    public async Task<FaultOutcome> RunAsync()
    {
        if (Kind == FaultKind.Kill)
            return await KilledProcess.RunAsync(_server, _database, _pack, _command, _event, _delay);

        await using FaultInjector injector = new(_database);
        await using DeadlockMaker deadlock = new(_database);
        using CancellationTokenSource cancel = new();
        using CancellationTokenSource ended = new();
        SteppingClock clock = new();
        var hit = Kind is FaultKind.HoldTables or FaultKind.HoldRows or FaultKind.StatementTimeout;
        var release = await BeginAsync(injector, ended.Token);
        var later = Task.CompletedTask;

        var events = 0;
        RecordingObserver observer = new()
        {
            On = e =>
            {
                if (Kind == FaultKind.Deadlock && Undisturbed.IsFilling(e))
                    deadlock.StartAsync().GetAwaiter().GetResult();
                if (events++ != _event)
                    return;
                if (Kind == FaultKind.Stop)
                {
                    hit = true;
                    throw new KilledException();
                }

                if (_delay == 0 && Kind != FaultKind.CancelStatement)
                    hit |= HitAsync(injector, cancel, clock).GetAwaiter().GetResult();
                else
                    later = Task.Run(async () => { await Task.Delay(_delay); hit |= await HitAsync(injector, cancel, clock); });
            },
        };

        var outcome = await OutcomeAsync(() => PackedRun.RunAsync(_server, _database.ConnectionString, _pack, _command, observer, cancel.Token, clock));
        _isOver = true;
        await ended.CancelAsync();
        await later;
        await release;
        return outcome with { Hit = await EndAsync(deadlock) ?? (Kind == FaultKind.FillDisk ? outcome.Error is not null : hit) };
    }

    /// <summary>What is wrong from the beginning; the task sets it right after a while.</summary>
    private async Task<Task> BeginAsync(FaultInjector injector, CancellationToken ended)
    {
        switch (Kind)
        {
            case FaultKind.HoldTables or FaultKind.HoldRows:
                await injector.HoldAsync(rows: Kind == FaultKind.HoldRows);
                return Task.Run(async () =>
                {
                    await Task.Delay(Kind == FaultKind.HoldRows ? RowsAreHeld : TablesAreHeld, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    await injector.ReleaseAsync();
                }, CancellationToken.None);
            case FaultKind.StatementTimeout:
                await injector.LimitStatementsAsync(
                    _server.Kind == ServerKind.PostgreSql ? 1 + _random.Next(LongestStatement) : LongestStatement + _random.Next(LongestOnMySql));
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private async Task<bool> HitAsync(FaultInjector injector, CancellationTokenSource cancel, SteppingClock clock)
    {
        // The pool's sessions outlive the run, and are nobody's.
        if (_isOver)
            return false;
        switch (Kind)
        {
            case FaultKind.EndSessions:
                return await injector.EndSessionsAsync(all: true, _random) > 0;
            case FaultKind.EndOneSession:
                return await injector.EndSessionsAsync(all: false, _random) > 0;
            case FaultKind.CancelStatement:
                while (!_isOver)
                {
                    if (await injector.CancelStatementsAsync() > 0)
                        return true;
                    await Task.Delay(1);
                }

                return false;
            case FaultKind.Cancel:
                await cancel.CancelAsync();
                return true;
            case FaultKind.SecondRun:
                var second = await OutcomeAsync(() => PackedRun.RunAsync(
                    _server, _database.ConnectionString, _pack, _command, new RecordingObserver(), CancellationToken.None));
                return second.Unexpected is null
                    ? second.Error is not null
                    : throw new InvalidOperationException($"The second run ended with {second.Unexpected}");
            case FaultKind.RestartServer:
                await _host.CrashAsync();
                await Task.Delay(_random.Next(LongestOutage));
                await _host.StartAsync();
                return true;
            case FaultKind.FillDisk:
                _host.Disk!.Fill(_host.SparedKilobytes);
                return true;
            case FaultKind.ClockBack:
                clock.PutBack();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Sets right what is still wrong; says whether the fault met the run where only the server knows.</summary>
    private async Task<bool?> EndAsync(DeadlockMaker deadlock)
    {
        switch (Kind)
        {
            case FaultKind.FillDisk:
                _host.Disk!.Free();
                await _host.SettleAsync();
                return null;
            case FaultKind.Deadlock:
                _server.ClearPool(_database.ConnectionString);
                return await deadlock.EndAsync();
            default:
                return null;
        }
    }

    // MySql.Data 26.10 fails like this where a statement is killed; no error of the server's is left to read. What it fails in may be
    // part of its caller by then.
    private bool IsDefectOfDriver(Exception e)
        => e is NullReferenceException && _server.Kind == ServerKind.MySql && Kind == FaultKind.CancelStatement;

    private async Task<FaultOutcome> OutcomeAsync(Func<Task> run)
    {
        try
        {
            await run();
            return new FaultOutcome(false, null, null, IsDone: true);
        }
        catch (PhasedException e)
        {
            return new FaultOutcome(false, e.Code, null);
        }
        catch (Exception e) when (e is KilledException or OperationCanceledException || IsDefectOfDriver(e))
        {
            return new FaultOutcome(false, null, null);
        }
        catch (Exception e)
        {
            return new FaultOutcome(false, null, e.ToString());
        }
    }
}
