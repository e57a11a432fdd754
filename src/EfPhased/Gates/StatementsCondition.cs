using System.Data.Common;
using System.Text.RegularExpressions;
using EfPhased.Dialects;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// No statement has named the old shape since Switch, as far as the server counts statements.
/// </summary>
internal sealed partial class StatementsCondition : IGateCondition
{
    private const int MostShown = 10;
    private const int LongestShown = 160;

    public string Name => "statements";

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        if (context.Operation.Removes.Count == 0)
            return NotChecked("the migration does not say what it removes");
        try
        {
            var statistics = new StatementStatistics(context.Connection, context.Sql, context.Operation.Change, context.Operation.Removes);
            return await CheckAsync(statistics, cancel);
        }
        catch (DbException e) when (context.Sql.Classify(e) == ServerFault.MissingRights)
        {
            return NotChecked($"this user may not look: {e.Message.Split('\n')[0]}");
        }
    }

    private async Task<GateResult> CheckAsync(StatementStatistics statistics, CancellationToken cancel)
    {
        var (source, reason) = await statistics.SourceAsync(cancel);
        if (source is null)
            return NotChecked(reason!);
        if (await statistics.SnapshotAsync(cancel) is not { } then)
            return NotChecked("no run has kept the counts at the end of Switch, so nobody knows what has been called since");

        var calls = new List<string>();
        foreach (var statement in await statistics.NamingAsync(source, cancel))
        {
            // A count that is lower than it was began again at a reset.
            var before = then.Calls.GetValueOrDefault(statement.Id);
            var since = statement.Calls >= before ? statement.Calls - before : statement.Calls;
            if (since > 0)
                calls.Add(FormattableString.Invariant($"{since} calls since {then.TakenAt}: {Short(statement.Text)}"));
        }

        foreach (var (session, text) in await statistics.RunningAsync(cancel))
            calls.Add($"session {session}: {Short(text)}");
        if (calls.Count > 0)
        {
            return new GateResult(
                Name, GateOutcome.Refused, [.. calls.Take(MostShown), .. calls.Count > MostShown ? [FormattableString.Invariant($"and {calls.Count - MostShown} more")] : (string[])[]],
                "Find what runs them and change it. Statements that were people's own are overridden: --override statements --reason \"...\".");
        }

        var (reset, lost) = await statistics.LossesAsync(source, cancel);
        if (reset != then.Reset)
            return NotChecked($"the server forgot its statistics at {reset ?? "an unknown time"}, after the end of Switch; since then no statement has named what goes");
        if (lost > then.Lost)
            return NotChecked(FormattableString.Invariant($"the server had no room for {lost - then.Lost} statements since the end of Switch; none that it knows names what goes"));
        return new GateResult(Name, GateOutcome.Passed, [$"no statement has named what goes since {then.TakenAt}"]);
    }

    private GateResult NotChecked(string reason) => new(Name, GateOutcome.NotChecked, [reason]);

    private static string Short(string text)
    {
        var line = Blanks().Replace(text, " ").Trim();
        return line.Length <= LongestShown ? line : line[..LongestShown] + "…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
