using System.Text;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>The medians of all rounds as Markdown and JSON.</summary>
internal sealed class CompareReport(string server, int rounds, IReadOnlyList<CompareLine> lines)
{
    public Task WriteAsync(DirectoryInfo output) => BenchmarkReport.WriteAsync(output, "compare", Markdown(), new { server, rounds, lines });

    private string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine(FormattableString.Invariant(
            $"{server}, medians of {rounds} rounds; speed of one SELECT = 1, in one process of the server and with the helpers that it takes by its settings"));
        text.AppendLine();
        text.AppendLine("| table | rows | comparison | speed to one process | speed to one with helpers | most memory of the tool |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|");
        foreach (var line in lines)
        {
            text.AppendLine(FormattableString.Invariant(
                $"| {line.Table} | {line.Rows:N0} | {line.Milliseconds:0} ms | {line.Alone:0.00} | {line.Parallel:0.00} | {line.PeakMebibytes:0} MiB |"));
        }

        return text.ToString();
    }
}

/// <param name="Table">The table's shape.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Milliseconds">How long the comparison in chunks takes.</param>
/// <param name="Alone">A SELECT's time in one process of the server over it.</param>
/// <param name="Parallel">The same with the helpers that the server takes.</param>
/// <param name="PeakMebibytes">The most memory of a process that fills and compares the table.</param>
internal sealed record CompareLine(string Table, int Rows, double Milliseconds, double Alone, double Parallel, double PeakMebibytes);
