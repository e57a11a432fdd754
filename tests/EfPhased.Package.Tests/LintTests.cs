using System.Text.Json;
using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>On the first day: migrations that a team has already, without anything else of EfPhased in use.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class LintTests(PackedTool tool) : IAsyncLifetime
{
    private const string Settings = "efphased.json";

    private readonly UserProject _project = UserProject.Create(tool, "PostgreSql", ChangedShop.NoServer);

    public async Task InitializeAsync()
    {
        _project.Replace("ShopContext.Provider.cs", ".UsePhasedMigrations()", "");
        _project.Write("Migrations/20260101000000_Initial.cs", Migration("20260101000000_Initial", """
            migrationBuilder.CreateTable("Customers", t => new { Id = t.Column<int>("integer", nullable: false), Name = t.Column<string>("text", nullable: true) });
            """));
        _project.Write("Migrations/20260102000000_AddNick.cs", Migration("20260102000000_AddNick", """
            migrationBuilder.AddColumn<string>("Nick", "Customers", "text", nullable: true);
            """));
        _project.Write("Migrations/20260103000000_Rename.cs", Migration("20260103000000_Rename", """
            migrationBuilder.RenameColumn("Name", "Customers", "FullName");
            """));
        await _project.BuildAsync();
    }

    public Task DisposeAsync()
    {
        _project.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task One_command_says_what_is_dangerous_in_every_form()
    {
        var text = (await LintAsync()).Fails(3, "EFP7161").Output;
        Assert.Contains("Migrations/20260103000000_Rename.cs:14", text, StringComparison.Ordinal);
        Assert.Contains("3 migrations, 3 operations: 1 error in 1 of them", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AddNick", text, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await LintAsync("--format", "json")).Fails(3, "EFP7161").Output);
        var finding = Assert.Single(json.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal("PG-20", finding.GetProperty("cost").GetProperty("fact").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("classified").GetArrayLength());

        using var sarif = JsonDocument.Parse((await LintAsync("--format", "sarif")).Fails(3, "EFP7161").Output);
        var result = Assert.Single(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal(14, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());

        var gitHub = (await LintAsync("--format", "github")).Fails(3, "EFP7161").Output;
        Assert.StartsWith("::error file=Migrations/20260103000000_Rename.cs,line=14,title=EFP7161 RenameColumn::", gitHub, StringComparison.Ordinal);

        var markdown = (await LintAsync("--format", "markdown")).Fails(3, "EFP7161").Output;
        Assert.Contains("| **error** EFP7161 RenameColumn | `rename column Customers.Name to FullName`", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_old_can_be_left_behind()
    {
        (await LintAsync("--write-baseline")).Succeeds();
        Assert.Contains("\"baseline\": \"20260103000000_Rename\"", _project.Read(Settings), StringComparison.Ordinal);
        Assert.Contains("1 up to the baseline 20260103000000_Rename", (await LintAsync()).Succeeds().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"lint\": {\n    \"failOn\": \"fatal\"\n  }\n}", "EFP1006", "line 3,")]
    [InlineData("{\n  \"lint\": {\n    \"suppress\": [\n      { \"rule\": \"Nothing\", \"reason\": \"x\" }\n    ]\n  }\n}", "EFP4104", "line 4,")]
    public async Task Settings_that_make_no_sense_are_refused_with_their_line(string settings, string code, string line)
    {
        _project.Write(Settings, settings);
        Assert.Contains(line, (await LintAsync()).Fails(1, code).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pending_migrations_need_a_database() => (await LintAsync("--pending")).Fails(1, "EFP2011");

    private Task<CommandResult> LintAsync(params string[] arguments) => _project.EfPhasedAsync(["lint", "--no-build", .. arguments]);

    private static string Migration(string id, string up) => $$"""
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations;

        [DbContext(typeof(ShopContext))]
        [Migration("{{id}}")]
        public sealed class M{{id[..14]}} : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {


                {{up}}
            }
        }
        """;
}
