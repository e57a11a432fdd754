using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>Properties that the command maps to a column in the sources.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class ColumnHintTests(PackedTool tool)
{
    private const string Model = "ShopContext.cs";

    [Fact]
    public async Task A_renamed_property_keeps_its_column_and_needs_no_migration()
    {
        using var project = UserProject.Create(tool, "PostgreSql", ChangedShop.NoServer);
        await project.AddInitialMigrationAsync();
        var migrations = project.Migrations();
        project.Replace(Model, "string Name {", "string FullName {");
        project.Replace(Model, "c => c.Name).HasColumnName(\"Name\")", "c => c.FullName).HasColumnName(\"FullName\")");
        project.Replace(Model, "customer.HasIndex(c => c.Name);", "customer.HasIndex(c => c.FullName);");
        var before = project.Snapshot();

        // Whatever is refused leaves the sources as they were.
        (await project.EfPhasedAsync("add", "Renamed", "--keep-column", "Nothing=Name")).Fails(2, "EFP5021");
        (await project.EfPhasedAsync("add", "Renamed", "--keep-column", "FullName=Name", "--no-build")).Fails(2, "EFP5023");
        (await project.EfPhasedAsync("add", "Renamed", "--new-column", "FullName=Name")).Fails(2, "EFP4011");
        (await project.EfPhasedAsync("add", "Renamed", "--keep-column", "Customer.FullName=Name", "--dry-run")).Succeeds();
        project.AssertSame(before);

        var kept = (await project.EfPhasedAsync("add", "Renamed", "--keep-column", "Customer.FullName=Name")).Succeeds();
        Assert.Contains("No migration is needed", kept.Text, StringComparison.Ordinal);
        Assert.Contains("c => c.FullName).HasColumnName(\"Name\")", project.Read(Model), StringComparison.Ordinal);
        Assert.Equal(migrations, project.Migrations());
        (await project.EfAsync("migrations", "has-pending-model-changes")).Succeeds();
    }
}
