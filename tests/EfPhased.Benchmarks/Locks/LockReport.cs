using System.Text;
using EfPhased.Benchmarks.Backfills;

namespace EfPhased.Benchmarks.Locks;

/// <summary>The longest wait of each kind of step for each size, as Markdown and JSON.</summary>
internal sealed class LockReport(string server, IReadOnlyList<int> sizes, IReadOnlyList<LockMeasurement> measured)
{
    // The server tells of nothing shorter.
    private const double LeastMilliseconds = 1;

    public Task WriteAsync(DirectoryInfo output)
    {
        var kinds = Kinds().Select(k => new { kind = k.Kind, steps = k.Steps, longest_ms = sizes.Zip(k.LongestMs).ToDictionary(p => p.First, p => p.Second), ratio = k.Ratio });
        return BenchmarkReport.WriteAsync(output, "locks", Markdown(), new { server, sizes, kinds });
    }

    private string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine($"{server}: longest wait of a session of the application for a lock, in ms, while a step ran (a backfill's for rows of a chunk); < 1 where none waited for a millisecond");
        text.AppendLine();
        text.AppendLine($"| kind of step | steps |{string.Concat(sizes.Select(s => FormattableString.Invariant($" {s:N0} rows |")))} most to fewest rows |");
        text.AppendLine($"|---|---:|{string.Concat(sizes.Select(_ => "---:|"))}---:|");
        foreach (var kind in Kinds())
        {
            var cells = string.Concat(kind.LongestMs.Select(ms => ms < LeastMilliseconds ? " < 1 |" : FormattableString.Invariant($" {ms:0.0} |")));
            text.AppendLine(FormattableString.Invariant($"| {kind.Kind} | {kind.Steps} |{cells} {kind.Ratio:0.0} |"));
        }

        return text.ToString();
    }

    private List<Line> Kinds()
        => [.. measured.GroupBy(m => m.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(kind =>
        {
            var longest = sizes.Select(s => kind.Where(m => m.Rows == s).Select(m => m.Longest.TotalMilliseconds).DefaultIfEmpty().Max()).ToList();
            return new Line(
                kind.Key, kind.Count(m => m.Rows == sizes[0]), longest,
                Math.Max(longest[^1], LeastMilliseconds) / Math.Max(longest[0], LeastMilliseconds));
        })];

    private sealed record Line(string Kind, int Steps, IReadOnlyList<double> LongestMs, double Ratio);
}

/// <summary>A step of a change.</summary>
/// <param name="Rows">The rows of its tables.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Longest">The longest time that somebody waited for a lock meanwhile.</param>
internal sealed record LockMeasurement(int Rows, string Kind, TimeSpan Longest);
