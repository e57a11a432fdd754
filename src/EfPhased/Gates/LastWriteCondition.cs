using System.Globalization;
using EfPhased.Dialects;
using EfPhased.Operations;
using EfPhased.Running;

namespace EfPhased.Gates;

/// <summary>
/// Nobody has written through the old shape alone for a while, as the dual-write shims have recorded it.
/// </summary>
internal sealed class LastWriteCondition : IGateCondition
{
    public string Name => "last write";

    public bool ChangesQuickly => true;

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        var quiet = context.Settings.Policy.Quiet;
        if (quiet == TimeSpan.Zero)
            return new GateResult(Name, GateOutcome.NotChecked, ["no quiet time is asked for (gate.quiet in efphased.json)"]);
        var shims = LastWrites.ShimsOf(context.Change);
        if (shims.Count == 0)
            return new GateResult(Name, GateOutcome.NotChecked, ["the change keeps no data in two shapes"]);

        var sql = context.Sql.LastWrites;
        if ((await context.Connection.RowsAsync(sql.Unsupported, cancel)).Select(r => r[0]).FirstOrDefault() is { } unsupported)
            return new GateResult(Name, GateOutcome.NotChecked, [unsupported]);
        if (!context.HasJournal)
            return new GateResult(Name, GateOutcome.NotChecked, ["no run has created its tables here yet"]);

        await LastWrites.ObserveAsync(context.Connection, context.Sql, context.Change, cancel);
        var evidence = new List<string>();
        foreach (var shim in shims)
        {
            var row = (await context.Connection.RowsAsync(sql.Read(shim), cancel)).Single();
            if (row[0] != "1")
                return new GateResult(Name, GateOutcome.NotChecked, [$"the triggers of '{shim.Table}' keep no record: an earlier version made them"]);
            evidence.Add(Evidence(shim, row[1], row[2]));
        }

        var refusals = (await context.Connection.RowsAsync(sql.Refusals(shims, quiet), cancel)).ConvertAll(r => r[0]!);
        return refusals.Count == 0
            ? new GateResult(Name, GateOutcome.Passed, evidence)
            : new GateResult(
                Name, GateOutcome.Refused, refusals,
                $"Find the writer (an old version, a job, a script) and stop it; {quiet:c} must pass without such a write (gate.quiet).");
    }

    private static string Evidence(TablePhasedOperation shim, string? time, string? seconds)
        => time is null
            ? $"'{shim.Table}' has not been written to through the old shape alone"
            : $"'{shim.Table}' was last written to through the old shape alone at {time}, "
                + FormattableString.Invariant($"{TimeSpan.FromSeconds(long.Parse(seconds!, CultureInfo.InvariantCulture)):c} ago");
}
