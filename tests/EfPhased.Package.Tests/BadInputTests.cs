using EfPhased.Package.Tests.Support;

namespace EfPhased.Package.Tests;

/// <summary>Whatever is wrong has a number, an exit code and a way on, and leaves the files as they were.</summary>
[Collection(PackagesCollection.Authoring)]
public sealed class BadInputTests(PackedTool tool, ChangedShop shop) : IClassFixture<ChangedShop>
{
    private const string Provider = "ShopContext.Provider.cs";
    private const string Model = "ShopContext.cs";

    private static readonly string[] Add = ["add", ShopChange.Name, .. ShopChange.Rename];

    [Fact]
    public Task A_project_that_does_not_compile() => RefusedAsync(1, "EFP5004", Add, (Model, "public int Id", "public Nonsense Id"));

    [Fact]
    public Task No_design_package()
        => RefusedAsync(1, "EFP5006", Add, ("Shop.csproj", "<PackageReference Include=\"EfPhased.Design\"", "<None Include=\"EfPhased.Design\""));

    [Fact]
    public async Task No_context()
    {
        using var project = UserProject.Create(tool, "PostgreSql", ChangedShop.NoServer);
        File.Delete(project.PathOf(Provider));
        File.Delete(project.PathOf(Model));
        (await project.EfPhasedAsync("add", "Anything")).Fails(2, "EFP5104");
        Assert.Empty(project.Migrations());
    }

    [Fact]
    public Task Several_contexts()
        => RefusedAsync(2, "EFP5105", Add, (Provider, "public sealed partial class", "public sealed class OtherContext : DbContext;\n\npublic sealed partial class"));

    [Fact]
    public Task An_unknown_context() => RefusedAsync(2, "EFP5106", [.. Add, "--context", "StoreContext"]);

    [Theory]
    [InlineData("Rename-Name")]
    [InlineData("1st")]
    [InlineData("a b")]
    public Task A_name_that_is_no_identifier(string name) => RefusedAsync(2, "EFP4002", ["add", name, .. ShopChange.Rename]);

    [Fact]
    public Task A_name_that_is_taken() => RefusedAsync(2, "EFP4003", ["add", "Initial", .. ShopChange.Rename]);

    [Fact]
    public Task A_guessed_rename() => RefusedAsync(2, "EFP4005", ["add", ShopChange.Name]);

    [Fact]
    public Task A_rename_of_nothing() => RefusedAsync(2, "EFP4011", ["add", ShopChange.Name, "--rename", "Nothing=FullName"]);

    [Fact]
    public Task A_type_that_changes_in_its_column()
        => RefusedAsync(1, "EFP4022", Add, (Model, "customer.Property(c => c.Email).HasMaxLength(100)", "customer.Property(c => c.Email).HasMaxLength(50)"));

    [Fact]
    public Task No_phased_migrations() => RefusedAsync(1, "EFP1003", Add, (Provider, ".UsePhasedMigrations()", ""));

    [Fact]
    public Task Phased_migrations_before_the_provider()
        => RefusedAsync(1, "EFP1002", Add, (Provider, "options.UseNpgsql(", "((DbContextOptionsBuilder)options.UsePhasedMigrations()).UseNpgsql("), (Provider, ")).UsePhasedMigrations();", "));"));

    [Fact]
    public Task A_service_replaced_by_the_user()
        => RefusedAsync(
            1, "EFP1004", Add,
            (Provider, ".UsePhasedMigrations()", ".UsePhasedMigrations().ReplaceService<Microsoft.EntityFrameworkCore.Migrations.IMigrationsSqlGenerator, "
                + "Npgsql.EntityFrameworkCore.PostgreSQL.Migrations.NpgsqlMigrationsSqlGenerator>()"));

    [Fact]
    public Task An_unknown_option() => RefusedAsync(2, "EFP5001", ["add", ShopChange.Name, "--frobnicate"]);

    [Fact]
    public Task An_unknown_change() => RefusedAsync(2, "EFP2017", ["script", "Nothing"]);

    [Fact]
    public Task A_server_that_does_not_answer() => RefusedAsync(1, "EFP2011", ["status"]);

    private async Task RefusedAsync(int exitCode, string code, string[] arguments, params (string File, string What, string With)[] edits)
    {
        var originals = edits.Select(e => e.File).Distinct().ToDictionary(f => f, shop.Project.Read);
        try
        {
            foreach (var (file, what, with) in edits)
                shop.Project.Replace(file, what, with);
            var before = shop.Project.Snapshot();
            var result = (await shop.Project.EfPhasedAsync(arguments)).Fails(exitCode, code);
            Assert.Contains(code, result.Errors, StringComparison.Ordinal);
            shop.Project.AssertSame(before);
        }
        finally
        {
            foreach (var (file, text) in originals)
                shop.Project.Write(file, text);
        }
    }
}
