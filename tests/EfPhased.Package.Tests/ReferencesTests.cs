using System.Text.Json;
using EfPhased.Package.Tests.Databases;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>Code that still uses what a contract removes: found from the command line and in the build, and in the way of the contract.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class ReferencesTests(PackedTool tool)
{
    private const string Report = """
        using Microsoft.EntityFrameworkCore;

        namespace Shop;

        public static class Report
        {
            public const string Names = "SELECT c.\"Name\" FROM \"Customers\" AS c";

            public static IQueryable<string> Notes(ShopContext shop) => shop.Customers.Select(c => EF.Property<string>(c, "Note"));
        }
        """;

    private const string Place = "Report.cs(7,";

    [Fact]
    public async Task They_are_found_in_every_form_without_a_database()
    {
        using var project = await ChangedAsync(ChangedShop.NoServer);
        var text = (await project.EfPhasedAsync("references", "--no-build")).Fails(3, "Report.cs:7:");
        Assert.Contains("Report.cs:9:", text.Output, StringComparison.Ordinal);
        Assert.Contains("2 references stand against the contract", text.Output, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await project.EfPhasedAsync("references", "--no-build", "--json")).Fails(3, "SqlColumn").Output).RootElement;
        var findings = json.GetProperty("changes")[0].GetProperty("findings");
        Assert.Equal(
            ["Customers.Name", "Customers.Note"],
            findings.EnumerateArray().Select(f => f.GetProperty("target").GetString()).Order());

        var sarif = project.PathOf("out/references.sarif");
        (await project.EfPhasedAsync("references", ShopChange.Name, "--no-build", "--format", "sarif", "--output", sarif)).Fails(3, "2 references stand");
        Assert.Equal(2, JsonDocument.Parse(File.ReadAllText(sarif)).RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());

        var annotations = (await project.EfPhasedAsync("references", "--no-build", "--format", "github")).Fails(3, "::warning file=");
        Assert.Equal(2, annotations.Output.Trim().Split('\n').Length);
        (await project.EfPhasedAsync("references", "--no-build", "--format", "msbuild")).Fails(3, "Report.cs(7,");

        // The scripts of the change name the column because they remove it, and say what was found.
        (await project.EfPhasedAsync("script", "--no-build")).Succeeds();
        var folder = Path.Combine(project.Scripts, ShopChange.Name);
        Assert.Contains("2 references stand against the contract", File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "references.json")));

        project.Write("Report.cs", "");
        var clean = (await project.EfPhasedAsync("references", "--no-build")).Succeeds();
        Assert.Contains("nothing stands against the contract", clean.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_name_more_files_and_reasons()
    {
        using var project = await ChangedAsync(ChangedShop.NoServer);
        project.Write("daily.py", "cursor.execute('SELECT \"Name\" FROM \"Customers\"')\n");
        Assert.DoesNotContain("daily.py", (await project.EfPhasedAsync("references", "--no-build")).Fails(3, "Report.cs").Output, StringComparison.Ordinal);

        project.Write("efphased.json", """
            {
              // who reads what
              "references": {
                "files": ["**/*.py"],
                "suppress": [{ "files": "Report.cs", "reason": "goes with the next release" }],
              },
            }
            """);
        var result = (await project.EfPhasedAsync("references", "--no-build")).Fails(3, "daily.py:1:");
        Assert.Contains("1 reference stands against the contract", result.Output, StringComparison.Ordinal);
        Assert.Contains("goes with the next release", result.Output, StringComparison.Ordinal);

        project.Replace("efphased.json", "goes with the next release", " ");
        (await project.EfPhasedAsync("references", "--no-build")).Fails(1, "EFP5018");
        project.Replace("efphased.json", "\"files\": [\"**/*.py\"]", "\"filse\": []");
        (await project.EfPhasedAsync("references", "--no-build")).Fails(1, "EFP5018");
    }

    [Fact]
    public async Task Every_project_of_the_solution_is_scanned()
    {
        using var project = await ChangedAsync(ChangedShop.NoServer);
        project.Write("Report.cs", "");
        project.Write("../Reports/Report.cs", Report.Replace("namespace Shop;", "using Shop;\n\nnamespace Reports;", StringComparison.Ordinal));
        project.Write("../Reports/Reports.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <NoWarn>$(NoWarn);NU1603</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Shop/Shop.csproj" />
                <PackageReference Include="EfPhased.Design" Version="{EfPhasedVersion}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        project.Write("../Shop.slnx", """<Solution><Project Path="Shop/Shop.csproj" /><Project Path="Reports/Reports.csproj" /></Solution>""");

        var unbuilt = (await project.EfPhasedAsync("references", "--no-build")).Succeeds();
        Assert.Contains("EFP6051: 'Reports/Reports.csproj' was left out", unbuilt.Errors, StringComparison.Ordinal);
        Assert.Contains("1 not looked at", unbuilt.Output, StringComparison.Ordinal);

        var build = (await project.DotnetAsync("build", project.PathOf("../Shop.slnx"), "-nologo")).Succeeds();
        Assert.Contains("warning EFP6101: 'Customer.Note' belongs to the column 'Customers.Note'", build.Output, StringComparison.Ordinal);
        var found = (await project.EfPhasedAsync("references", "--no-build")).Fails(3, "Reports/Report.cs:");
        Assert.DoesNotContain("EFP6051", found.Text, StringComparison.Ordinal);

        var silent = (await project.DotnetAsync("build", project.PathOf("../Reports"), "-nologo", "--no-incremental", $"-p:EfPhasedContracted=Other%3B{ShopChange.Name}")).Succeeds();
        Assert.DoesNotContain("EFP6101", silent.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_waits_for_the_code_and_takes_evidence()
    {
        await using var database = await NpgsqlServer.Instance.CreateDatabaseAsync();
        using var project = UserProject.Create(tool, "PostgreSql", database.ConnectionString);
        await project.AddInitialMigrationAsync();
        (await project.EfAsync("database", "update", "--no-build")).Succeeds();
        await database.FillAsync("Customers", "Name");
        await ChangeAsync(project);
        foreach (var phase in new[] { "expand", "switch" })
            (await project.EfPhasedAsync("apply", "--phase", phase, "--no-build")).Succeeds();
        project.Write("efphased.json", """{ "gate": { "quiet": "00:00:00", "evidence": { "allowDirty": false } } }""");
        await CommitAsync(project);

        var refused = (await project.EfPhasedAsync("apply", "--phase", "contract", "--no-build")).Fails(3, "EFP3001");
        Assert.Contains(Place, refused.Errors, StringComparison.Ordinal);
        Assert.Contains("code", (await project.EfPhasedAsync("check", "--no-build")).Fails(3, Place).Output, StringComparison.Ordinal);

        var evidence = project.PathOf("artifacts/references.json");
        project.Write("Report.cs", "");
        (await project.EfPhasedAsync("references", "--no-build", "--evidence", evidence)).Succeeds();
        (await ContractAsync(project, evidence)).Fails(3, "differed from commit");
        await CommitAsync(project);
        (await project.EfPhasedAsync("references", "--no-build", "--evidence", evidence)).Succeeds();

        // Whoever has the tool can have another scan; nobody can have another result by editing.
        var text = File.ReadAllText(evidence);
        File.WriteAllText(evidence, text.Replace(ShopChange.Name, "Another", StringComparison.Ordinal));
        (await ContractAsync(project, evidence)).Fails(3, "changed after the scan");
        File.WriteAllText(evidence, text);

        project.Replace("efphased.json", "\"allowDirty\": false", "\"allowDirty\": false, \"maxAge\": \"00:00:00.001\"");
        (await ContractAsync(project, evidence)).Fails(3, "gate.evidence.maxAge");
        project.Replace("efphased.json", ", \"maxAge\": \"00:00:00.001\"", ", \"commit\": \"0123456\"");
        (await ContractAsync(project, evidence)).Fails(3, "commit 0123456 is asked for");
        project.Replace("efphased.json", ", \"commit\": \"0123456\"", "");

        (await project.EfPhasedAsync("script", "--no-build", "--evidence", evidence)).Succeeds();
        Assert.Equal(text, File.ReadAllText(Path.Combine(project.Scripts, ShopChange.Name, "references.json")));
        (await ContractAsync(project, evidence)).Succeeds();
    }

    private static Task<CommandResult> ContractAsync(UserProject project, string evidence)
        => project.EfPhasedAsync("apply", "--phase", "contract", "--no-build", "--evidence", evidence);

    private async Task<UserProject> ChangedAsync(string connectionString)
    {
        var project = UserProject.Create(tool, "PostgreSql", connectionString);
        await project.AddInitialMigrationAsync();
        await ChangeAsync(project);
        return project;
    }

    private static async Task ChangeAsync(UserProject project)
    {
        project.ChangeModel();
        (await project.EfPhasedAsync(["add", ShopChange.Name, .. ShopChange.Rename])).Succeeds();
        project.Write("Report.cs", Report);
        await project.BuildAsync();
    }

    private static async Task CommitAsync(UserProject project)
    {
        project.Write(".gitignore", "bin/\nobj/\nartifacts/\n");
        await GitAsync(project, "init", "--quiet");
        await GitAsync(project, "add", "--all");
        await GitAsync(project, "-c", "user.name=Shop", "-c", "user.email=shop@example.org", "commit", "--quiet", "--message", "Shop");
    }

    private static async Task GitAsync(UserProject project, params string[] arguments)
        => (await new Command("git", arguments) { Folder = project.Folder }.RunAsync()).Succeeds();
}
