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
        if (removes.Count == 0)
            return new GateResult(Name, GateOutcome.NotChecked, ["the migration does not say what it removes"]);

        var reader = new InstanceReader(context.Connection, context.Sql);
        if (!await reader.HasRegisteredAsync(cancel))
        {
            return new GateResult(
                Name, GateOutcome.NotChecked,
                ["no instance has ever registered: call UsePhasedMigrations(o => o.RegisterInstance()) in the application"]);
        }

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

    private static IEnumerable<string> Shown(List<string> lines)
        => lines.Count <= MostShown ? lines : lines.Take(MostShown).Append(FormattableString.Invariant($"and {lines.Count - MostShown} more"));
}
