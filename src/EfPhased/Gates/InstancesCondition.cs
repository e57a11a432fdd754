using EfPhased.Instances;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// No process is alive whose model still maps what goes.
/// </summary>
internal sealed class InstancesCondition : IGateCondition
{
    private const int MostShown = 10;

    public string Name => "instances";

    public bool ChangesQuickly => true;

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        var policy = context.Settings.Policy.Instances;
        var removes = context.Operation.Removes;
        var reader = new InstanceReader(context.Connection, context.Sql);
        if (!await reader.HasRegisteredAsync(cancel))
        {
            return new GateResult(
                Name, GateOutcome.NotChecked,
                ["no instance has ever registered: call UsePhasedMigrations(o => o.RegisterInstance()) in the application"]);
        }

        if (removes.Count == 0)
            return await CheckBuildsAsync(context, reader, policy, cancel);

        var own = ModelShape.Of(context.Services.Context);
        var newer = removes.Any(own.Maps) ? Array.Empty<string>() : [own.Fingerprint];
        var refusals = (await context.Connection.RowsAsync(context.Sql.Instances.Refusals(removes, policy, newer), cancel))
            .ConvertAll(r => r[0]!);
        var others = (await reader.UntaggedAsync(policy, cancel)).Select(u => u.ToString()).ToList();
        if (await reader.HiddenAsync(cancel) is { } hidden)
            others.Add(hidden);
        if (refusals.Count > 0)
        {
            return new GateResult(
                Name, GateOutcome.Refused, [.. Shown(refusals), .. policy.Untagged == UntaggedSessions.Warn ? Shown(others) : []],
                "Stop them or deploy the new version there; 'dotnet ef-phased instances' lists all. "
                + $"One that ended without a word counts for {policy.Window:c} (gate.instances.window).");
        }

        var alive = (await reader.ReadAsync(policy, [], cancel)).Instances.Count(i => i.IsAlive);
        return new GateResult(
            Name, GateOutcome.Passed, [FormattableString.Invariant($"{alive} registered instances are alive, and none maps what goes"), .. Shown(others)]);
    }

    // A contract that only forbids something (a unique index, a foreign key) takes nothing away that a model could map; but a build
    // from before the change may still write what it forbids. Such a build does not know the change's migrations.
    private async Task<GateResult> CheckBuildsAsync(GateContext context, InstanceReader reader, InstancePolicy policy, CancellationToken cancel)
    {
        var first = context.Change.Migrations[0].Id;
        var name = InstanceIdentity.NameOf(context.Services.Context);
        var alive = (await reader.ReadAsync(policy, [], cancel)).Instances.Where(i => i.IsAlive && i.Context == name).ToList();
        var older = alive.Where(i => i.LastMigration is null || string.CompareOrdinal(i.LastMigration, first) < 0).ToList();
        return older.Count == 0
            ? new GateResult(Name, GateOutcome.Passed, [FormattableString.Invariant($"{alive.Count} registered instances are alive, and each is of a build that knows '{first}'")])
            : new GateResult(
                Name, GateOutcome.Refused,
                [.. Shown([.. older.Select(i => $"{i.Application} {i.Version} ({i.Context}) on {i.Host}, process {i.ProcessId}, knows migrations up to {i.LastMigration ?? "none"} and may write what '{context.Entry.Id}' forbids")])],
                "Stop them or deploy the new version there; 'dotnet ef-phased instances' lists all. "
                + $"One that ended without a word counts for {policy.Window:c} (gate.instances.window).");
    }

    private static IEnumerable<string> Shown(List<string> lines)
        => lines.Count <= MostShown ? lines : lines.Take(MostShown).Append(FormattableString.Invariant($"and {lines.Count - MostShown} more"));
}
