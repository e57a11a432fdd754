using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Models;

/// <summary>A plain context, without UsePhasedMigrations, over a model given from outside.</summary>
public sealed class ModelContext : DbContext
{
    private ModelContext(DbContextOptions options)
        : base(options)
    {
    }

    public static ModelContext Open(TestServer server, string connectionString, IModel model) =>
        new(Options(server, connectionString, model).Options);

    /// <summary>A context without entities, for the provider's services.</summary>
    internal static ModelContext ForServices(TestServer server, string connectionString) =>
        new(Options(server, connectionString, model: null).Options);

    private static DbContextOptionsBuilder<ModelContext> Options(TestServer server, string connectionString, IModel? model)
    {
        DbContextOptionsBuilder<ModelContext> options = new();
        server.Configure(options, connectionString);
        options.EnableDetailedErrors().EnableSensitiveDataLogging();
        return model is null ? options : options.UseModel(model);
    }
}
