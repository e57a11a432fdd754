using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>Adding a change and taking it away, with the plain commands around it.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class AddAndRemoveTests(PackedTool tool)
{
    [Fact]
    public async Task Plain_EF_commands_work_before_and_after()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = UserProject.Create(tool, "PostgreSql", database.ConnectionString);
        await project.AddInitialMigrationAsync();
        project.ChangeModel();
        await project.BuildAsync();
        var before = project.Snapshot();

        var plan = (await project.EfPhasedAsync(["add", ShopChange.Name, "--dry-run", "--no-build", .. ShopChange.Rename])).Succeeds();
        Assert.Contains("Expand", plan.Output, StringComparison.Ordinal);
        Assert.Contains("Contract", plan.Output, StringComparison.Ordinal);
        Assert.Contains("Customers: not in this database", plan.Output, StringComparison.Ordinal);
        project.AssertSame(before);

        (await project.EfPhasedAsync(["add", ShopChange.Name, "--no-build", .. ShopChange.Rename])).Succeeds();
        Assert.Equal(2 + 6 + 1, project.Migrations().Count);
        await project.BuildAsync();
        var list = (await project.EfAsync("migrations", "list", "--no-build")).Succeeds();
        foreach (var phase in new[] { "Expand", "Switch", "Contract" })
            Assert.Contains($"{ShopChange.Name}_{phase}", list.Output, StringComparison.Ordinal);
        (await project.EfAsync("migrations", "has-pending-model-changes", "--no-build")).Succeeds();
        Assert.Contains(ShopChange.Name, (await project.EfPhasedAsync("list", "--no-build")).Succeeds().Output, StringComparison.Ordinal);

        // Another plain migration comes on top and goes again.
        var phased = project.Snapshot();
        project.Replace("ShopContext.cs", "public int CustomerId { get; set; }", "public int CustomerId { get; set; }\n\n    public int Amount { get; set; }");
        (await project.EfAsync("migrations", "add", "Later")).Succeeds();
        var later = project.Read(Path.Combine("Migrations", project.Migrations().Single(m => m.EndsWith("_Later.cs", StringComparison.Ordinal))));
        Assert.Contains("Amount", later, StringComparison.Ordinal);
        Assert.DoesNotContain("FullName", later, StringComparison.Ordinal);
        (await project.EfAsync("migrations", "remove", "--force")).Succeeds();
        project.Replace("ShopContext.cs", "\n\n    public int Amount { get; set; }", "");
        Assert.Equal(phased.Keys, project.Snapshot().Keys);

        (await project.EfPhasedAsync("remove")).Succeeds();
        UserProject.AssertSame(Normal(before), Normal(project.Snapshot()));
    }

    // EF Core reads a snapshot that names a table without a schema, and writes it with none: its own 'migrations remove' does so too.
    private static Dictionary<string, string> Normal(IReadOnlyDictionary<string, string> files)
        => files.ToDictionary(f => f.Key, f => f.Value.Replace(", (string)null)", ")", StringComparison.Ordinal));
}
