using EfPhased;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Readers;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
builder.Services.AddDbContext<ReadersContext>(options => options
    .UseNpgsql(builder.Configuration.GetConnectionString("Readers"))
    .UsePhasedMigrations());
builder.Services.AddPhasedBackfill<ReadersContext>(options => options.RetryInterval = TimeSpan.FromSeconds(1));
builder.Services.AddHostedService<Outbox>();
builder.Services.AddHostedService<UntilFilled>();

// These two lines are all that your application needs: the source and the meter.
using var telemetry = OpenTelemetrySdk.Create(otel => otel
    .ConfigureResource(resource => resource.AddService("readers"))
    .WithTracing(traces => Export(traces.AddSource("EfPhased")))
    .WithMetrics(metrics => ExportMetrics(metrics.AddMeter("EfPhased"))));

using var host = builder.Build();
if (!EF.IsDesignTime)
    await Deployment.RunAsync(host.Services);
await host.RunAsync();

// Wherever OTEL_EXPORTER_OTLP_ENDPOINT says; to the console otherwise.
void Export(TracerProviderBuilder traces)
{
    if (IsCollected())
        traces.AddOtlpExporter();
    else
        traces.AddProcessor(new SimpleActivityExportProcessor(new SpanLines(Console.Out)));
}

void ExportMetrics(MeterProviderBuilder metrics)
{
    if (IsCollected())
        metrics.AddOtlpExporter();
    else
        metrics.AddReader(new PeriodicExportingMetricReader(new MetricLines(Console.Out)));
}

bool IsCollected() => !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
