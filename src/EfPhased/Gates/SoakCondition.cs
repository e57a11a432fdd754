using System.Globalization;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// The new shape has been authoritative for long enough.
/// </summary>
internal sealed class SoakCondition : IGateCondition
{
    public string Name => "soak";

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        if (context.Settings.Policy.Soak is not { } least || least == TimeSpan.Zero)
            return new GateResult(Name, GateOutcome.NotChecked, ["no soak is configured (gate.soak in efphased.json)"]);

        var before = context.Change.Migrations.Where(m => m.Phase != Phase.Contract).ToList();
        if (before.Count == 0)
            return new GateResult(Name, GateOutcome.NotChecked, ["the change has no earlier phase"]);
        var waited = context.HasJournal ? await SinceAsync(context, before, cancel) : null;
        if (waited is not { } since)
        {
            return new GateResult(
                Name, GateOutcome.Refused, [$"nothing records when '{before[^1].Id}' was applied, and {Text(least)} must have passed since"],
                $"Apply phases with 'dotnet ef-phased apply' or its scripts; or, when you know that it is long enough: --override {GateConditions.Key(Name)} --reason \"...\".");
        }

        return since.Age >= least
            ? new GateResult(Name, GateOutcome.Passed, [$"'{since.Id}' was applied {Text(since.Age)} ago; {Text(least)} were asked for"])
            : new GateResult(
                Name, GateOutcome.Refused, [$"'{since.Id}' was applied {Text(since.Age)} ago; {Text(least)} are asked for (gate.soak)"],
                $"Wait another {Text(least - since.Age)}.");
    }

    // The server's clock on both sides: those of the machines that run may differ from each other.
    private static async Task<(string Id, TimeSpan Age)?> SinceAsync(GateContext context, IReadOnlyList<MigrationEntry> before, CancellationToken cancel)
    {
        var ids = string.Join(", ", before.Select(m => context.Sql.Writer.Literal(m.Id)));
        var rows = await context.Connection.RowsAsync(context.Sql.LastApplied(ids), cancel);
        return rows is [{ } row] && row[1] is { } seconds
            ? (row[0]!, TimeSpan.FromSeconds(Math.Max(0, double.Parse(seconds, CultureInfo.InvariantCulture))))
            : null;
    }

    private static string Text(TimeSpan time)
        => time.TotalDays >= 1 ? FormattableString.Invariant($"{(int)time.TotalDays} d {time.Hours} h")
            : time.TotalHours >= 1 ? FormattableString.Invariant($"{time.Hours} h {time.Minutes} min")
            : time.TotalMinutes >= 1 ? FormattableString.Invariant($"{time.Minutes} min {time.Seconds} s")
            : FormattableString.Invariant($"{Math.Ceiling(time.TotalSeconds)} s");
}
