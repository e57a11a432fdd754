using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// Decides whether a contract may run: asks every condition and shows all that refuse at once.
/// </summary>
internal static class Gate
{
    public static async Task<GateReport> ReportAsync(GateContext context, CancellationToken cancel)
        => new(
            context.Operation.Change, context.Entry.Id,
            context.IsFresh ? [FreshDatabase.Result] : await ResultsAsync(context, GateConditions.All, cancel));

    /// <exception cref="PhasedException">EFP3001: something remains; all of it is listed.</exception>
    public static async Task RequireOpenAsync(RunSession session, MigrationEntry entry, GateOperation operation, CancellationToken cancel)
    {
        var report = await ReportAsync(GateContext.For(session, entry, operation), cancel);
        if (!report.IsOpen)
            throw Errors.GateClosed(report);
        foreach (var result in report.Results.Where(r => r.Outcome == GateOutcome.Overridden))
            await session.Overrides.AddAsync(report.Change, entry.Id, result, cancel);
    }

    /// <summary>What may have changed since the gate was found open, asked again by whoever holds the lock.</summary>
    /// <exception cref="PhasedException">EFP3001: something has come in between.</exception>
    public static async Task RequireStillOpenAsync(GateContext context, CancellationToken cancel)
    {
        if (context.IsFresh)
            return;
        var results = await ResultsAsync(context, GateConditions.All.Where(c => c.ChangesQuickly), cancel);
        var report = new GateReport(context.Operation.Change, context.Entry.Id, results);
        if (!report.IsOpen)
            throw Errors.GateClosed(report);
    }

    private static async Task<IReadOnlyList<GateResult>> ResultsAsync(
        GateContext context, IEnumerable<IGateCondition> conditions, CancellationToken cancel)
    {
        var results = new List<GateResult>();
        foreach (var condition in conditions)
            results.Add(Judge(context.Settings, await condition.CheckAsync(context, cancel)));
        return results;
    }

    // The policy may ask more of a condition, a person less; the person has the last word and signs for it.
    private static GateResult Judge(RunSettings settings, GateResult result)
    {
        if (result.Outcome == GateOutcome.NotChecked && settings.Policy.Required.Any(r => GateConditions.Find(r)?.Name == result.Condition))
        {
            result = result with
            {
                Outcome = GateOutcome.Refused,
                Evidence = [.. result.Evidence, "the policy requires it to be checked (gate.required)"],
            };
        }

        return result.Outcome == GateOutcome.Refused && settings.Overrides.FirstOrDefault(o => o.Condition == result.Condition) is { } given
            ? result with { Outcome = GateOutcome.Overridden, Override = given.Reason }
            : result;
    }
}
