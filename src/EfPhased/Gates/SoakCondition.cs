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
        var policy = context.Settings.Policy;
        var least = policy.Soak ?? TimeSpan.Zero;
        if (least == TimeSpan.Zero && policy.Deployments == 0)
            return new GateResult(Name, GateOutcome.NotChecked, ["no soak is configured (gate.soak in efphased.json)"]);

        var before = context.Change.Migrations.Where(m => m.Phase != Phase.Contract).ToList();
        if (before.Count == 0)
            return new GateResult(Name, GateOutcome.NotChecked, ["the change has no earlier phase"]);
        if (!context.HasJournal || await SinceAsync(context, before, cancel) is not { } since)
        {
            return new GateResult(
                Name, GateOutcome.Refused, [$"nothing records when '{before[^1].Id}' was applied, and a soak since then is asked for (gate.soak)"],
                $"Apply phases with 'dotnet ef-phased apply' or its scripts; or, when you know that it is long enough: --override {GateConditions.Key(Name)} --reason \"...\".");
        }

        var builds = policy.Deployments == 0 ? 0 : await BuildsAsync(context, before, cancel);
        var passed = new List<string>();
        var refused = new List<string>();
        if (least > TimeSpan.Zero)
        {
            (since.Age >= least ? passed : refused).Add(
                $"'{since.Id}' was applied {Text(since.Age)} ago; {Text(least)} {(since.Age >= least ? "were" : "are")} asked for (gate.soak)");
        }

        if (policy.Deployments > 0)
        {
            (builds >= policy.Deployments ? passed : refused).Add(FormattableString.Invariant(
                $"{builds} builds have first been seen since then; {policy.Deployments} are asked for (gate.deployments)"));
        }

        return refused.Count == 0
            ? new GateResult(Name, GateOutcome.Passed, passed)
            : new GateResult(Name, GateOutcome.Refused, refused, since.Age < least ? $"Wait another {Text(least - since.Age)}." : "Deploy, then run the same command again.");
    }

    private static Task<long> BuildsAsync(GateContext context, IReadOnlyList<MigrationEntry> before, CancellationToken cancel)
        => context.Connection.CountAsync(
            context.Sql.Instances.BuildsSince($"(SELECT MAX(j.finished_at) FROM {context.Sql.Journal} j WHERE j.direction = 'up' AND j.state = 'done' AND j.migration_id IN ({Ids(context, before)}))"),
            cancel);

    private static string Ids(GateContext context, IReadOnlyList<MigrationEntry> migrations)
        => string.Join(", ", migrations.Select(m => context.Sql.Writer.Literal(m.Id)));

    // The server's clock on both sides: those of the machines that run may differ from each other.
    private static async Task<(string Id, TimeSpan Age)?> SinceAsync(GateContext context, IReadOnlyList<MigrationEntry> before, CancellationToken cancel)
    {
        var rows = await context.Connection.RowsAsync(context.Sql.LastApplied(Ids(context, before)), cancel);
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
