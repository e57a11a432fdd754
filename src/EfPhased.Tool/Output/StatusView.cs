using System.Globalization;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Output;

/// <summary>
/// Where changes stand, and what each waits for.
/// </summary>
internal static class StatusView
{
    public static IEnumerable<string> List(IReadOnlyList<ListedChange> changes)
        => changes.Count == 0
            ? ["No phased changes. 'dotnet ef-phased add NAME' writes one."]
            : Table(
                ["CHANGE", "PHASE", "MIGRATION"],
                changes.SelectMany(c => c.Migrations.Select((m, i) => (string[])[i == 0 ? c.Change : "", Lower(m.Phase), m.MigrationId])));

    public static IEnumerable<string> Status(IReadOnlyList<ChangeDocument> changes)
        => changes.Count == 0
            ? ["No phased changes. 'dotnet ef-phased add NAME' writes one."]
            : Table(
                ["CHANGE", "PHASE", "WAITING FOR"],
                changes.Select(c => (string[])[c.Change, c.Phase is { } phase ? Lower(phase) : "none", c.IsComplete ? "nothing, done" : c.WaitingFor ?? ""]))
                .Concat(Overrides(changes));

    private static IEnumerable<string> Overrides(IReadOnlyList<ChangeDocument> changes)
        => changes.SelectMany(c => c.Overrides.Select(o => TextTable.Styled(
            $"! '{o.Condition}' of {c.Change} was overridden on {o.At[..10]} by {o.By}: {o.Reason}", "yellow")));

    public static IEnumerable<string> Backfills(IReadOnlyList<ChangeDocument> changes)
    {
        var rows = changes
            .SelectMany(c => c.Backfills.Select(b => (string[])[c.Change, b.Table, Lower(b.State), Rows(b), Differing(b)]))
            .ToList();
        return rows.Count == 0
            ? ["No backfills."]
            : Table(["CHANGE", "TABLE", "STATE", "ROWS", "DIFFERING"], rows).Concat(changes.SelectMany(c => c.Backfills.SelectMany(b => Work(c.Change, b))));
    }

    private static IEnumerable<string> Work(string change, BackfillDocument b)
    {
        if (b.State is not ("Running" or "Paused" or "Stalled"))
            yield break;
        var rate = b.RowsPerSecond is { } r ? $", {Number((long)r)} rows/s" : "";
        var overall = b.OverallRate is { } o ? $", {Number((long)o)} with pauses" : "";
        var left = b.SecondsLeft is { } s ? $", {EventText.Duration(s)} left" : "";
        var skipped = b.RowsSkipped is { } rows and > 0 ? $", {Number(rows)} rows left out" : "";
        yield return TextTable.Styled($"  {b.Table}: {b.Worker}{rate}{overall}{left}{skipped}", null);
        if (b.WaitsFor is { } reason)
            yield return TextTable.Styled($"  {b.Table} is held up: {reason}", "yellow");
        foreach (var stalled in b.Workers.Where(w => w.IsStalled && b.State != "Stalled"))
            yield return TextTable.Styled($"  {b.Table}: {stalled.Worker} has not been heard of for {EventText.Duration(stalled.SilentSeconds)}; the others take its range over", "yellow");
        if (b.State == "Stalled")
            yield return TextTable.Styled($"  {b.Table}: nobody has been heard of for 30 s. 'dotnet ef-phased backfill {change}' takes it over (--take-over ends a session that hangs)", "yellow");
    }

    private static IEnumerable<string> Table(string[] header, IEnumerable<string[]> rows)
        => TextTable.Align([header, .. rows], (row, column) => row == 0 ? "grey" : column == 0 ? "bold" : null);

    private static string Rows(BackfillDocument backfill)
        => Number(backfill.RowsDone) + (backfill.RowsTotal is { } total ? $" of {Number(Math.Max(total, backfill.RowsDone))}" : "")
            + (backfill.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $" ({percent} %)") : "");

    private static string Differing(BackfillDocument backfill) => backfill.RowsDiffering is { } rows ? Number(rows) : "not checked";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Lower(string text) => text.ToLowerInvariant();
}
