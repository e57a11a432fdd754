using System.Reflection;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EfPhased.Testing.Recipes;

/// <summary>
/// The context that packed migrations belong to. A run reads the models that the migrations carry, so it has none of its own.
/// </summary>
public sealed class PackedContext : DbContext
{
    private PackedContext(DbContextOptions options)
        : base(options)
    {
    }

    internal static PackedContext Open(TestServer server, string connectionString, Assembly migrations)
    {
        var options = server.PhasedOptions<PackedContext>(connectionString);
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
            RelationalOptionsExtension.Extract(options.Options).WithMigrationsAssembly(migrations));
        return new(options.Options);
    }
}
