using System.Diagnostics;
using OpenTelemetry;

namespace Readers;

/// <summary>Writes each span as a line when it ends: its name, what it took, and its tags.</summary>
internal sealed class SpanLines(TextWriter writer) : BaseExporter<Activity>
{
    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
        {
            writer.WriteLine(FormattableString.Invariant(
                $"span {span.DisplayName} {span.Duration.TotalMilliseconds:0.0} ms {string.Join(' ', span.TagObjects.Select(t => $"{t.Key}={t.Value}"))}"));
        }

        return ExportResult.Success;
    }
}
