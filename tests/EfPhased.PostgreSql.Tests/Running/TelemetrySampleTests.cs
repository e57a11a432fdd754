using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using EfPhased.Running;
using EfPhased.Testing.Servers;
using Xunit;

namespace EfPhased.PostgreSql.Tests.Running;

/// <summary>The page of samples/Telemetry names what there is, and the sample exports what the page names.</summary>
public sealed class TelemetrySampleTests
{
    // Rows are left out only when somebody says so to the tool; ThrottleBehaviour counts them.
    private const string NotInTheSample = "efphased.rows_skipped";

    [Fact]
    public void The_page_has_every_instrument_with_its_kind_and_unit()
    {
        List<string> published = [];
        using MeterListener listener = new() { InstrumentPublished = (i, _) => { if (i.Meter.Name == Telemetry.Name) published.Add(Line(i)); } };
        RuntimeHelpers.RunClassConstructor(typeof(Telemetry).TypeHandle);
        listener.Start();
        Assert.Equal(published.Order(), Table("## Metrics").Select(row => $"{row[0]} {row[1]} {row[2]}").Order());

        static string Line(Instrument instrument)
            => $"{instrument.Name} {(instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) ? "counter" : "histogram")} {instrument.Unit}";
    }

    [Fact]
    public async Task The_sample_exports_every_span_metric_and_tag()
    {
        await using var database = await PostgreSqlServer.Instance.CreateDatabaseAsync();
        Command command = new("dotnet", ["exec", Program])
        {
            Environment = new Dictionary<string, string?>
            {
                ["ConnectionStrings__Readers"] = database.ConnectionString,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = null,
            },
        };
        var lines = (await command.RunAsync()).Succeeds().Output.Split('\n').Select(l => l.Split(' ')).Where(l => l.Length > 1).ToList();

        Assert.Equal(Table("## Spans").Select(r => r[0]).Order(), Exported("span").Order());
        Assert.Equal(Table("## Metrics").Select(r => r[0]).Where(n => n != NotInTheSample).Order(), Exported("metric").Order());
        foreach (var row in Table("## Spans"))
        {
            Assert.All(
                lines.Where(l => l[0] == "span" && l[1] == row[0]),
                line => Assert.All(row[2].Split(", "), tag => Assert.Contains(line, part => part.StartsWith(tag + "=", StringComparison.Ordinal))));
        }

        Assert.Equal("120000", lines.Single(l => l[1] == "efphased.rows_filled")[2]);
        Assert.Contains(lines, l => l[1] == "efphased.pauses" && l[2] == "efphased.signal=mails");

        IEnumerable<string> Exported(string kind) => lines.Where(l => l[0] == kind).Select(l => l[1]).Distinct();
    }

    // Projects of this repository are built side by side.
    private static string Program
    {
        get
        {
            DirectoryInfo output = new(AppContext.BaseDirectory);
            return Path.Combine(output.Parent!.Parent!.FullName, "Telemetry", output.Name, "readers.dll");
        }
    }

    // Without marks; the last column is prose in the one, and tags in the other.
    private static List<string[]> Table(string title, [CallerFilePath] string file = "")
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "../../../samples/Telemetry/README.md"));
        var rows = page.Split(title + "\n\n")[1].Split("\n\n")[0].Split('\n').Skip(2).Where(l => l.Length > 0);
        return [.. rows.Select(row => row.Replace("`", "", StringComparison.Ordinal).Trim('|', ' ').Split(" | "))];
    }
}
