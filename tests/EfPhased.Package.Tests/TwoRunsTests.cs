using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>Two processes that migrate the same database at once.</summary>
[Collection(PackagesCollection.Running)]
public sealed class TwoRunsTests(PackedTool tool)
{
    [Fact]
    public async Task Apply_and_database_update_at_once_do_everything_once()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = UserProject.Create(tool, "PostgreSql", database.ConnectionString);
        await project.AddInitialMigrationAsync();
        project.ChangeModel();
        (await project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();
        await project.BuildAsync();

        // The first migration, which is a plain one, is still to be applied: both want it.
        var results = await Task.WhenAll(
            project.EfAsync("database", "update", "--no-build"), project.EfPhasedAsync("apply", "--phase", "expand", "--no-build", "--wait", "120"),
            project.EfAsync("database", "update", "--no-build"));
        Assert.All(results, r => r.Succeeds());
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();

        await using var connection = await database.OpenAsync();
        var applied = (await connection.RowsAsync("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"")).Select(r => r[0]);
        Assert.Superset(
            new HashSet<string?>(["Initial", $"{ShopChange.Name}_Expand", $"{ShopChange.Name}_Switch"]), applied.Select(m => m![15..]).ToHashSet<string?>());
        Assert.Equal(1, await connection.ScalarAsync("SELECT MAX(attempts) FROM \"__EFPhasedJournal\""));
    }
}
