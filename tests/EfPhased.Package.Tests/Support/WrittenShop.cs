namespace EfPhased.Package.Tests.Support;

/// <summary>
/// The users' shop with its first migration and a change that is written and built, for tests that run it on databases of their own.
/// </summary>
public abstract class WrittenShop(PackedTool tool, TestServer server) : IAsyncLifetime
{
    internal UserProject Project { get; private set; } = null!;

    protected abstract string Kind { get; }

    public async Task InitializeAsync()
    {
        await using var database = await server.CreateDatabaseAsync();
        Project = UserProject.Create(tool, Kind, database.ConnectionString);
        await Project.AddInitialMigrationAsync();
        Project.ChangeModel();
        (await Project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();
        await Project.BuildAsync();
    }

    /// <summary>A database in which the first version runs, with so many customers; the project's commands mean it from now on.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(int customers)
    {
        var database = await server.CreateDatabaseAsync();
        Project.ConnectionString = database.ConnectionString;
        (await Project.EfAsync("database", "update", "Initial", "--no-build")).Succeeds();
        await database.FillAsync("Customers", "Name", customers);
        return database;
    }

    public Task DisposeAsync()
    {
        Project?.Dispose();
        return Task.CompletedTask;
    }
}
