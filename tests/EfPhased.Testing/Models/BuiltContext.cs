using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Models;

/// <summary>A context whose model a delegate builds, with the provider's conventions.</summary>
internal sealed class BuiltContext : DbContext
{
    private readonly Action<ModelBuilder> _build;

    private BuiltContext(DbContextOptions options, Action<ModelBuilder> build)
        : base(options)
    {
        _build = build;
    }

    public static IModel DesignTimeModel(TestServer server, Action<ModelBuilder> build)
    {
        DbContextOptionsBuilder<BuiltContext> options = new();
        server.Configure(options, server.AdministratorConnectionString);
        options.ReplaceService<IModelCacheKeyFactory, KeyPerInstance>();
        using BuiltContext context = new(options.Options, build);
        return context.GetService<IDesignTimeModel>().Model;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => _build(modelBuilder);

    private sealed class KeyPerInstance : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.ContextId.InstanceId, designTime);
    }
}
