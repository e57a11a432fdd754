using EfPhased.Running;
using EfPhased.Testing.Running;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>What came of an attempt.</summary>
/// <param name="Hit">The fault met a run that was under way.</param>
/// <param name="Error">The number of the error that the run stopped with; null when it went on or died.</param>
/// <param name="Unexpected">How it ended where a run must not end like that.</param>
internal sealed record FaultOutcome(bool Hit, string? Error, string? Unexpected);

/// <summary>
/// One run of a command with one fault. The place is the n-th event of the run, and so many milliseconds after it: some hit between
/// two steps, others in the middle of one. A run that goes on where another ended has fewer events, so some faults meet none.
/// </summary>
internal sealed class FaultAttempt
{
    private const int LongestDelay = 25;
    private const int RowsAreHeld = 400;

    // Longer than a run with two attempts waits. What waits for old transactions without a lock on the table waits as long as they last.
    private const int TablesAreHeld = 5_000;

    private readonly TestServer _server;
    private readonly TestDatabase _database;
    private readonly MigrationPack _pack;
    private readonly PackedCommand _command;
    private readonly Random _random;
    private readonly int _event;
    private readonly int _delay;

    public FaultAttempt(TestServer server, TestDatabase database, MigrationPack pack, PackedCommand command, FaultKind kind, int events, Random random)
    {
        (_server, _database, _pack, _command, Kind) = (server, database, pack, command, kind);
        _event = random.Next(events);
        _delay = random.Next(3) == 0 ? 0 : random.Next(LongestDelay);
        _random = new Random(random.Next());
    }

    public FaultKind Kind { get; }

    public override string ToString() => $"{Kind} {_delay} ms after event {_event}";

    public async Task<FaultOutcome> RunAsync()
    {
        if (Kind == FaultKind.Kill)
            return await KilledProcess.RunAsync(_server, _database, _pack, _command, _event, _delay);

        await using FaultInjector injector = new(_database);
        using CancellationTokenSource cancel = new();
        var hit = false;
        var later = Task.CompletedTask;
        if (Kind is FaultKind.HoldTables or FaultKind.HoldRows)
        {
            await injector.HoldAsync(rows: Kind == FaultKind.HoldRows);
            hit = true;
            var held = Kind == FaultKind.HoldRows ? RowsAreHeld : TablesAreHeld;
            later = Task.Run(async () => { await Task.Delay(held); await injector.ReleaseAsync(); });
        }

        var events = 0;
        RecordingObserver observer = new()
        {
            On = _ =>
            {
                if (events++ != _event)
                    return;
                if (Kind == FaultKind.Stop)
                {
                    hit = true;
                    throw new KilledException();
                }

                if (_delay == 0)
                    hit |= HitAsync(injector, cancel).GetAwaiter().GetResult();
                else
                    later = Task.Run(async () => { await Task.Delay(_delay); hit |= await HitAsync(injector, cancel); });
            },
        };

        var outcome = await OutcomeAsync(() => PackedRun.RunAsync(_server, _database.ConnectionString, _pack, _command, observer, cancel.Token));
        await later;
        return outcome with { Hit = hit };
    }

    private async Task<bool> HitAsync(FaultInjector injector, CancellationTokenSource cancel)
    {
        switch (Kind)
        {
            case FaultKind.EndSessions:
                return await injector.EndSessionsAsync(all: true, _random) > 0;
            case FaultKind.EndOneSession:
                return await injector.EndSessionsAsync(all: false, _random) > 0;
            case FaultKind.CancelStatement:
                return await injector.CancelStatementsAsync() > 0;
            case FaultKind.Cancel:
                await cancel.CancelAsync();
                return true;
            case FaultKind.SecondRun:
                var second = await OutcomeAsync(() => PackedRun.RunAsync(
                    _server, _database.ConnectionString, _pack, _command, new RecordingObserver(), CancellationToken.None));
                return second.Unexpected is null
                    ? second.Error is not null
                    : throw new InvalidOperationException($"The second run ended with {second.Unexpected}");
            default:
                return false;
        }
    }

    // MySql.Data 26.10 fails like this where a statement is killed; no error of the server's is left to read.
    private static bool IsDefectOfDriver(Exception e)
        => e is NullReferenceException && e.TargetSite?.Module.Assembly.GetName().Name == "MySql.Data";

    private static async Task<FaultOutcome> OutcomeAsync(Func<Task> run)
    {
        try
        {
            await run();
            return new FaultOutcome(false, null, null);
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
