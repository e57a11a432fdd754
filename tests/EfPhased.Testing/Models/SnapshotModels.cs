using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.Extensions.DependencyInjection;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Models;

/// <summary>Snapshots through EF's own design-time services.</summary>
internal static class SnapshotModels
{
    public const string Namespace = "EfPhased.Testing.Snapshots";
    public const string TypeName = "TestModelSnapshot";

    public static string Write(TestServer server, IModel model)
    {
        using var context = ModelContext.Open(server, server.AdministratorConnectionString, model);
        using var services = DesignTimeServices(context);
        using var scope = services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IMigrationsCodeGenerator>()
            .GenerateSnapshot(Namespace, typeof(ModelContext), TypeName, model);
    }

    public static IModel Load(TestServer server, IModel model)
    {
        // EF cannot fill a collection through the indexer of a bag; without an element type it reads it as a whole.
        foreach (var property in ((IMutableModel)model).GetEntityTypes().SelectMany(entity => entity.GetDeclaredProperties()))
            property.SetElementType(null);

        using var context = ModelContext.ForServices(server, server.AdministratorConnectionString);
        using var services = DesignTimeServices(context);
        using var scope = services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<ISnapshotModelProcessor>().Process(model, resetVersion: true)
            ?? throw new InvalidOperationException("EF made no model of the snapshot.");
    }

    private static ServiceProvider DesignTimeServices(DbContext context)
    {
        var assembly = context.GetType().Assembly;
        DesignTimeServicesBuilder builder = new(assembly, assembly, new OperationReporter(handler: null), args: []);
        return builder.CreateServiceCollection(context).BuildServiceProvider();
    }
}
