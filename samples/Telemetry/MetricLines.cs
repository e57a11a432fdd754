using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Readers;

/// <summary>Writes each metric as a line for every set of tags: its name, the tags, and what it has come to.</summary>
internal sealed class MetricLines(TextWriter writer) : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
                writer.WriteLine($"metric {metric.Name}{Tags(point)} {Value(metric.MetricType, point)} {metric.Unit}");
        }

        return ExportResult.Success;
    }

    private static string Tags(in MetricPoint point)
    {
        var text = "";
        foreach (var tag in point.Tags)
            text += $" {tag.Key}={tag.Value}";
        return text;
    }

    private static string Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum => point.GetSumLong().ToString(CultureInfo.InvariantCulture),
        MetricType.DoubleSum => point.GetSumDouble().ToString("0.000", CultureInfo.InvariantCulture),
        MetricType.Histogram => string.Create(CultureInfo.InvariantCulture, $"{point.GetHistogramCount()} in {point.GetHistogramSum():0.000}"),
        _ => throw new InvalidOperationException($"No line for a metric of the type {type}."),
    };
}
