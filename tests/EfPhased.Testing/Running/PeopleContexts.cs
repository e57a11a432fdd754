using EfPhased.Infrastructure;
using EfPhased.Instances;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace EfPhased.Testing.Running;

/// <summary>The application before the rename.</summary>
internal sealed class OldPeople(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<OldPerson>(e => { e.ToTable("People"); e.Property(p => p.Name).HasColumnType("varchar(100)"); });
}

/// <summary>The application after it.</summary>
internal sealed class NewPeople(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
        => modelBuilder.Entity<NewPerson>(e => { e.ToTable("People"); e.Property(p => p.FullName).HasColumnType("varchar(100)"); });
}

internal sealed class OldPerson
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

internal sealed class NewPerson
{
    public int Id { get; set; }

    public string FullName { get; set; } = "";
}

/// <summary>Processes of the application, as far as one process can be several.</summary>
internal static class PeopleApplication
{
    /// <param name="server">The server.</param>
    /// <param name="connectionString">The application's own connection string.</param>
    /// <param name="interval">Between two beats; a minute where the test does not wait for one.</param>
    /// <param name="loggers">Where the application logs.</param>
    public static DbContextOptions Options<TContext>(
        TestServer server, string connectionString, TimeSpan? interval = null, ILoggerFactory? loggers = null)
        where TContext : DbContext
    {
        var options = server.PhasedOptions<TContext>(connectionString, o => o.RegisterInstance(name: "shop"));
        if (loggers is not null)
            options.UseLoggerFactory(loggers);
        if (interval is { } often)
        {
            var extension = options.Options.FindExtension<PhasedOptionsExtension>()!;
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(extension.WithInstance(new InstanceOptions(often, "shop")));
        }

        return options.Options;
    }

    public static async Task<int> ReadOldAsync(DbContextOptions options)
    {
        await using OldPeople context = new(options);
        return await context.Set<OldPerson>().CountAsync();
    }

    public static async Task<int> ReadNewAsync(DbContextOptions options)
    {
        await using NewPeople context = new(options);
        return await context.Set<NewPerson>().CountAsync();
    }

    public static Task StopAsync(TestDatabase database) => InstanceRegistry.StopAsync(database.Name);
}
