using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using EfPhased.Infrastructure;

namespace EfPhased.Instances;

/// <summary>
/// What an instance says of itself: one process, one context, one database.
/// </summary>
internal sealed record InstanceIdentity
{
    private const int LongestName = 255;
    private const int LongestVersion = 64;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public required string Context { get; init; }

    public required string Application { get; init; }

    public required string Version { get; init; }

    public string Host { get; } = Cut(Environment.MachineName, LongestName);

    public string ProcessId { get; } = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The last migration that the build knows; null where it has none.</summary>
    public required string? LastMigration { get; init; }

    public required ModelShape Shape { get; init; }

    /// <summary>False where the driver or a data source leaves no way to tag the sessions.</summary>
    public required bool IsTagged { get; init; }

    /// <summary>The name under which instances of a context are registered.</summary>
    public static string NameOf(DbContext context) => Cut(context.GetType().FullName!, LongestName);

    public static InstanceIdentity Of(DbContext context, string? name, bool isTagged)
    {
        var application = Assembly.GetEntryAssembly();
        return new InstanceIdentity
        {
            Context = NameOf(context),
            Application = Cut(name ?? application?.GetName().Name ?? AppDomain.CurrentDomain.FriendlyName, LongestName),
            Version = Cut(VersionOf(application ?? context.GetType().Assembly), LongestVersion),
            LastMigration = Migrations(context.GetService<IMigrationsAssembly>()).Max(StringComparer.OrdinalIgnoreCase),
            Shape = ModelShape.Of(context),
            IsTagged = isTagged,
        };
    }

    private static IEnumerable<string> Migrations(IMigrationsAssembly assembly)
        => (assembly as PhasedMigrationsAssembly)?.AllMigrations.Keys ?? assembly.Migrations.Keys;

    private static string VersionOf(Assembly assembly)
        => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString() ?? "";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
