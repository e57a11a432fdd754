using System.Collections.Concurrent;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace EfPhased.Instances;

/// <summary>
/// Says once what keeps an instance from being registered; the application goes on without.
/// </summary>
internal static class InstanceLog
{
    private static readonly ConcurrentDictionary<string, bool> Said = new();

    public static ILogger For(DbContext context) => context.GetService<ILoggerFactory>().CreateLogger(Telemetry.Name);

    public static void Failed(DbContext context, Exception e)
    {
        if (Said.TryAdd($"{context.GetType()}\0{e.Message}", true))
            For(context).LogWarning(e, "This instance of {Context} could not be registered; the application is not affected", context.GetType().Name);
    }

    public static void Untagged(ILogger logger, string context)
    {
        if (Said.TryAdd($"untagged\0{context}", true))
        {
            logger.LogInformation(
                "The sessions of {Context} carry no tag, because its connections come from a data source, from the application or from a driver "
                + "without an application name; its heartbeat still registers it", context);
        }
    }
}
