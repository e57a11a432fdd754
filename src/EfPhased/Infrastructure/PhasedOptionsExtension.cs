using System.Globalization;
using EfPhased.Instances;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EfPhased.Infrastructure;

/// <summary>
/// What <c>UsePhasedMigrations()</c> adds to a context's options: the phased SQL generator and the migrator that keeps the gate.
/// </summary>
internal sealed class PhasedOptionsExtension : IDbContextOptionsExtension
{
    private ExtensionInfo? _info;

    public PhasedOptionsExtension()
    {
    }

    private PhasedOptionsExtension(PhasedOptionsExtension copyFrom)
    {
        MaxUnwatchedRows = copyFrom.MaxUnwatchedRows;
        Instance = copyFrom.Instance;
    }

    /// <summary>Rows up to which <c>Database.Migrate()</c> runs a backfill by itself.</summary>
    public long MaxUnwatchedRows { get; private init; } = 100_000;

    /// <summary>How the application's processes register themselves; null where they do not.</summary>
    public InstanceOptions? Instance { get; private init; }

    public DbContextOptionsExtensionInfo Info => _info ??= new ExtensionInfo(this);

    public PhasedOptionsExtension WithMaxUnwatchedRows(long rows) => new(this) { MaxUnwatchedRows = rows };

    public PhasedOptionsExtension WithInstance(InstanceOptions options) => new(this) { Instance = options };

    public void ApplyServices(IServiceCollection services)
    {
        Decorate<IMigrationsSqlGenerator, PhasedMigrationsSqlGenerator>(services);
        Decorate<IMigrationsAssembly, PhasedMigrationsAssembly>(services);
        Decorate<IMigrator, PhasedMigrator>(services);
        if (Instance is not null)
            services.AddScoped<IInterceptor, InstanceInterceptor>();
    }

    public void Validate(IDbContextOptions options)
    {
        var extensions = options.Extensions.ToList();
        var provider = extensions.Find(e => e.Info.IsDatabaseProvider);
        if (provider is not null && extensions.IndexOf(provider) > extensions.IndexOf(this))
            throw Errors.CalledBeforeProvider(provider.GetType().Assembly.GetName().Name ?? provider.GetType().Name);
    }

    // The provider's own registration becomes the inner service, whatever it is, so that no provider type is needed here.
    private static void Decorate<TService, TDecorator>(IServiceCollection services)
        where TService : class
        where TDecorator : class, TService
    {
        var inner = services.LastOrDefault(d => d.ServiceType == typeof(TService));

        // No provider before us: Validate has the message.
        if (inner is null)
            return;

        services.Replace(ServiceDescriptor.Describe(
            typeof(TService),
            provider => ActivatorUtilities.CreateInstance<TDecorator>(provider, (TService)CreateInner(provider, inner)),
            inner.Lifetime));
    }

    private static object CreateInner(IServiceProvider provider, ServiceDescriptor descriptor)
        => descriptor.ImplementationInstance
            ?? descriptor.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!);

    private sealed class ExtensionInfo(PhasedOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        // Whoever does not register pays nothing for it, so that is a service provider of its own.
        private readonly bool _registers = extension.Instance is not null;

        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using phased migrations ";

        // Settings are read at run time, so that contexts which differ only in them share a service provider.
        public override int GetServiceProviderHashCode() => _registers ? 1 : 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo info && info._registers == _registers;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
            => debugInfo["EfPhased:MaxUnwatchedRows"]
                = ((PhasedOptionsExtension)Extension).MaxUnwatchedRows.ToString(CultureInfo.InvariantCulture);
    }
}
