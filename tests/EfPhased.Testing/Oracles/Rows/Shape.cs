using EfPhased.Testing.Models;
using EfPhased.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Testing.Oracles.Rows;

/// <summary>One version of the application: its model, executed by EF on the database under test.</summary>
internal sealed class Shape(string name, TestServer server, string connectionString, IModel model)
{
    public string Name => name;

    /// <summary>The entity types that can be inserted.</summary>
    public IReadOnlyList<IEntityType> Entities { get; } =
        [.. model.GetEntityTypes().Where(IsWritable).OrderBy(entity => entity.Name, StringComparer.Ordinal)];

    public ModelContext Open() => ModelContext.Open(server, connectionString, model);

    /// <summary>Begins a new process of this version.</summary>
    public async Task StartAsync()
    {
        await using var context = Open();
        await context.Database.OpenConnectionAsync();
        await server.StartAsync(context.Database.GetDbConnection());
    }

    public IEntityType? Find(string entity) => Entities.FirstOrDefault(type => type.Name == entity);

    private static bool IsWritable(IEntityType type) =>
        type.FindPrimaryKey() is not null && type.GetTableName() is not null && !type.IsOwned() && !Discriminator.IsAbstract(type);
}
