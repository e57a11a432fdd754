using System.Data.Common;
using System.Diagnostics;
using System.Globalization;

namespace EfPhased.Running;

/// <summary>
/// Says how far a long statement is, and for whose transaction it waits, where the server tells.
/// </summary>
internal sealed class StepProgressWatch(RunSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // An index build waits for every transaction that might still need the old state; short ones are nobody's business.
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public async Task DuringAsync(string description, Func<Task> statement)
    {
        var question = session.WorkingSession is { } working ? session.Sql.Sessions.ProgressOf(working) : null;
        await await WatchedWork.RunAsync(statement, question is null ? null : stop => WatchAsync(description, question, stop));
    }

    private async Task WatchAsync(string description, string question, CancellationToken stop)
    {
        try
        {
            var phase = "";
            var sincePhase = Stopwatch.StartNew();
            while (true)
            {
                await Task.Delay(Interval, stop);
                var rows = await session.Side.AskAsync(c => c.RowsAsync(question, stop), stop);
                if (rows.Count == 0)
                    continue;
                if (rows[0][0] != phase)
                    sincePhase.Restart();
                phase = rows[0][0] ?? "";
                Report(description, phase, Number(rows[0][1]), sincePhase.Elapsed);
                Warn(description, rows[0], sincePhase.Elapsed);
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
