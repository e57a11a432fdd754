using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// Decides whether a contract may run: asks every condition and shows all that refuse at once.
/// </summary>
internal static class Gate
{
    /// <summary>
    /// The conditions, in the order in which they are shown. A new one is a file beside this and a line here.
    /// </summary>
    private static readonly IReadOnlyList<IGateCondition> Conditions =
    [
        new OrderCondition(),
        new DataCondition(),
        new DatabaseObjectsCondition(),
    ];

    public static async Task<GateReport> ReportAsync(GateContext context, CancellationToken cancel)
    {
        var change = context.Operation.Change;
        if (context.IsFresh)
            return new GateReport(change, context.Entry.Id, [FreshDatabase.Result]);

        var results = new List<GateResult>();
        foreach (var condition in Conditions)
            results.Add(await condition.CheckAsync(context, cancel));
        return new GateReport(change, context.Entry.Id, results);
    }

    /// <exception cref="PhasedException">EFP3001: something remains; all of it is listed.</exception>
    public static async Task RequireOpenAsync(RunSession session, MigrationEntry entry, GateOperation operation, CancellationToken cancel)
    {
        var report = await ReportAsync(GateContext.For(session, entry, operation), cancel);
        if (!report.IsOpen)
            throw Errors.GateClosed(report);
    }
}
