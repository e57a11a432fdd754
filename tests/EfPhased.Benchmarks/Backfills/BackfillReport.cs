using System.Text;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>The medians of all rounds as Markdown and JSON, and the foreground's times of the last round as SVG.</summary>
internal sealed class BackfillReport(string server, int rows, int rounds, IReadOnlyList<BackfillRun> runs)
{
    public async Task WriteAsync(DirectoryInfo output)
    {
        await BenchmarkReport.WriteAsync(output, "backfill", Markdown(), new { server, rows, rounds, rows_per_case = Lines() });
        foreach (var last in runs.Where(r => !r.IsIdle).GroupBy(r => (r.Shape, r.Way)).Select(g => g.Last()))
        {
            var name = string.Concat($"{last.Shape} {last.Way}".Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
            await File.WriteAllTextAsync(Path.Combine(output.FullName, $"backfill-{name}.svg"), LatencyPlot.Draw($"{last.Shape}: {last.Way}", last.During));
        }
    }

    private string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine(FormattableString.Invariant($"{server}, {rows:N0} rows, medians of {rounds} rounds; speed of one UPDATE = 1"));
        text.AppendLine();
        text.AppendLine("| table | load | way | speed | speed, per round | µs a row | p99 to before | longest stall | size to before |");
        text.AppendLine("|---|---|---|---:|---:|---:|---:|---:|---:|");
        foreach (var line in Lines())
        {
            text.AppendLine(FormattableString.Invariant(
                $"| {line.Table} | {line.Load} | {line.Way} | {line.Speed:0.00} | {line.Least:0.00}–{line.Most:0.00} | {line.MicrosecondsPerRow:0.0} | {(line.P99 is { } p ? FormattableString.Invariant($"{p:0.0}") : "")} | {(line.LongestMs is { } m ? FormattableString.Invariant($"{m:0} ms") : "")} | {line.Growth:0.00} |"));
        }

        return text.ToString();
    }

    private List<Line> Lines()
        => [.. runs.GroupBy(r => (r.Shape, r.IsIdle, r.Way)).Select(group =>
        {
            var baseline = runs.Where(r => (r.Shape, r.IsIdle) == (group.Key.Shape, group.Key.IsIdle) && r.Way == BackfillWay.Measure).ToList();
            var speeds = group.Zip(baseline, (r, b) => b.Took / r.Took).ToList();
            return new Line(
                group.Key.Shape, group.Key.IsIdle ? "idle" : "busy", group.Key.Way, Median.Of(speeds), speeds.Min(), speeds.Max(),
                Median.Of(group.Select(r => r.Took.TotalMicroseconds / rows)),
                group.Key.IsIdle ? null : Median.Of(group.Select(r => r.P99 / r.P99Before)),
                group.Key.IsIdle ? null : Median.Of(group.Select(r => r.Longest.TotalMilliseconds)), Median.Of(group.Select(r => r.Growth)));
        })];

    private sealed record Line(
        string Table, string Load, string Way, double Speed, double Least, double Most, double MicrosecondsPerRow, double? P99, double? LongestMs,
        double Growth);
}
