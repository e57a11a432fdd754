using System.Data.Common;
using System.Diagnostics;
using System.Globalization;

namespace EfPhased.Running;

/// <summary>
/// Says how far a long statement is, for whose transaction it waits, and which replicas it leaves behind, where the server tells.
/// </summary>
internal sealed class StepProgressWatch(RunSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // An index build waits for every transaction that might still need the old state; short ones are nobody's business.
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Stopwatch _sincePhase = Stopwatch.StartNew();
    private string _phase = "";

    public async Task DuringAsync(string description, Func<Task> statement)
    {
        var question = session.WorkingSession is { } working ? session.Sql.Sessions.ProgressOf(working) : null;
        await await WatchedWork.RunAsync(statement, stop => WatchAsync(description, question, stop));
    }

    private async Task WatchAsync(string description, string? question, CancellationToken stop)
    {
        try
        {
            // Most statements have ended before anybody looks.
            await Task.Delay(Interval, stop);
            await using LagWatch lag = new(session);
            await lag.PrepareAsync(stop);
            for (; ; await Task.Delay(Interval, stop))
            {
                if (question is not null && await session.Side.AskAsync(c => c.RowsAsync(question, stop), stop) is [var row, ..])
                    Report(description, row);
                await lag.LookAsync(description, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The statement has ended.
        }
        catch (DbException e)
        {
            session.Observer.Report(new Notice($"How far '{description}' is cannot be asked: {e.Message}"));
        }
    }

    private void Report(string description, string?[] row)
    {
        if (row[0] != _phase)
            _sincePhase.Restart();
        _phase = row[0] ?? "";
        Report(description, _phase, Number(row[1]), _sincePhase.Elapsed);
        Warn(description, row, _sincePhase.Elapsed);
    }

    private void Report(string description, string phase, double? share, TimeSpan sincePhase)
    {
        TimeSpan? left = share is > 0.01 and <= 1 ? sincePhase * ((1 - share.Value) / share.Value) : null;
        session.Observer.Report(new StepProgress(description, phase, share, left));
    }

    private void Warn(string description, string?[] row, TimeSpan sincePhase)
    {
        if (row[2] is not { } blocker || sincePhase < LongWait || !_told.Add(blocker))
            return;
        var age = Number(row[4]) is { } seconds ? FormattableString.Invariant($", whose transaction began {seconds:0} s ago") : "";
        session.Observer.Report(new Notice(
            $"'{description}' waits ({row[0]}) for session {blocker} ({row[3]}){age}. It ends when that transaction does; nobody waits for it meanwhile."));
    }

    private static double? Number(string? text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
