namespace EfPhased.Package.Tests.Support;

/// <summary>
/// The users' shop on PostgreSQL with its first migration and a changed model, for tests that leave the files as they found them.
/// </summary>
public sealed class ChangedShop(PackedTool tool) : IAsyncLifetime
{
    public const string NoServer = "Host=127.0.0.1;Port=1;Username=shop;Password=very-secret-4711;Database=shop;Timeout=2";

    internal UserProject Project { get; } = UserProject.Create(tool, "PostgreSql", NoServer);

    public async Task InitializeAsync()
    {
        await Project.AddInitialMigrationAsync();
        Project.ChangeModel();
    }

    public Task DisposeAsync()
    {
        Project.Dispose();
        return Task.CompletedTask;
    }
}
