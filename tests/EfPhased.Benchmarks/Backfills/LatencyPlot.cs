using System.Text;

namespace EfPhased.Benchmarks.Backfills;

/// <summary>Transactions over time as an SVG: a dot each, the time that it took on a logarithmic axis.</summary>
internal static class LatencyPlot
{
    private const int Width = 800;
    private const int Height = 300;
    private const int Margin = 45;
    private static readonly double[] Marks = [0.1, 1, 10, 100, 1_000, 10_000];

    public static string Draw(string title, IReadOnlyList<Sample> samples)
    {
        var svg = new StringBuilder();
        svg.AppendLine($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"11\">");
        svg.AppendLine($"<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
        svg.AppendLine($"<text x=\"{Margin}\" y=\"18\">{System.Security.SecurityElement.Escape(title)}: time of each transaction of the application, in ms</text>");
        foreach (var mark in Marks)
        {
            svg.AppendLine(FormattableString.Invariant(
                $"<line x1=\"{Margin}\" x2=\"{Width - 10}\" y1=\"{Y(mark):0.0}\" y2=\"{Y(mark):0.0}\" stroke=\"#ddd\"/><text x=\"4\" y=\"{Y(mark) + 4:0.0}\">{mark}</text>"));
        }

        var end = samples.Count == 0 ? 1 : samples[^1].At.TotalSeconds;
        foreach (var sample in samples)
            svg.AppendLine(FormattableString.Invariant($"<circle cx=\"{Margin + sample.At.TotalSeconds / end * (Width - Margin - 10):0.0}\" cy=\"{Y(sample.Took.TotalMilliseconds):0.0}\" r=\"1\" fill=\"#357\"/>"));
        svg.AppendLine(FormattableString.Invariant($"<text x=\"{Width - 60}\" y=\"{Height - 8}\">{end:0.0} s</text>"));
        return svg.AppendLine("</svg>").ToString();
    }

    private static double Y(double milliseconds)
    {
        var share = (Math.Log10(Math.Clamp(milliseconds, Marks[0], Marks[^1])) - Math.Log10(Marks[0])) / (Math.Log10(Marks[^1]) - Math.Log10(Marks[0]));
        return Height - 30 - share * (Height - 60);
    }
}
