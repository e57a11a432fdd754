using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>The target that the design package brings into the build.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class MSBuildTests(PackedTool tool)
{
    private static readonly string[] Scripts = ["1-expand.sql", "2-backfill.sql", "3-switch.sql", "4-contract.sql"];

    [Fact]
    public async Task Scripts_are_written_in_the_build_and_beside_the_published_application()
    {
        // No server listens there: writing scripts needs none.
        using var project = UserProject.Create(tool, "PostgreSql", "Host=127.0.0.1;Port=1;Username=shop;Password=very-secret-4711;Database=shop");
        await project.AddInitialMigrationAsync();
        project.ChangeModel();
        (await project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();

        (await project.DotnetAsync("build", "-nologo", "-t:EfPhasedScript")).Succeeds();
        foreach (var script in Scripts)
            Assert.True(File.Exists(Path.Combine(project.Scripts, ShopChange.Name, script)), script);

        var manifest = Path.Combine(project.Scripts, ShopChange.Name, "manifest.json");
        var written = File.GetLastWriteTimeUtc(manifest);
        (await project.DotnetAsync("build", "-nologo", "-t:EfPhasedScript")).Succeeds();
        Assert.Equal(written, File.GetLastWriteTimeUtc(manifest));

        Directory.Delete(project.Scripts, recursive: true);
        (await project.DotnetAsync("build", "-nologo", "-t:EfPhasedScript")).Succeeds();
        Assert.True(File.Exists(manifest));

        (await project.DotnetAsync("publish", "-nologo", "--output", project.PathOf("out"), "-p:EfPhasedScriptOnPublish=true")).Succeeds();
        foreach (var script in Scripts)
            Assert.True(File.Exists(Path.Combine(project.PathOf("out"), "ef-phased", ShopChange.Name, script)), script);
        Assert.False(File.Exists(Path.Combine(project.PathOf("out"), "EfPhased.Design.dll")));
    }

    [Fact]
    public async Task Errors_are_errors_of_the_build()
    {
        using var project = UserProject.Create(tool, "PostgreSql", "Host=127.0.0.1;Port=1;Username=shop;Password=very-secret-4711;Database=shop");
        project.Replace("ShopContext.Provider.cs", ".UsePhasedMigrations()", "");
        var result = await project.DotnetAsync("build", "-nologo", "-t:EfPhasedScript");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("error EFP1003:", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(project.Scripts, "manifest.json")));
    }
}
