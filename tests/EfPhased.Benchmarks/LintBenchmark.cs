using System.Globalization;

namespace EfPhased.Benchmarks;

/// <summary>
/// The time of <c>dotnet ef-phased lint</c> over that of <c>dotnet ef migrations list</c>, for one project with a history of 500
/// migrations, already built. Rounds alternate between the two, so that both see the same machine.
/// </summary>
internal static class LintBenchmark
{
    private const int Migrations = 500;

    public static async Task RunAsync(Workspace workspace, int rounds)
    {
        await workspace.InstallAsync();
        var project = Path.Combine(workspace.Root, "History");
        BenchmarkProject.Write(project, workspace.Version, Model);
        Directory.CreateDirectory(Path.Combine(project, "Migrations"));
        File.WriteAllText(Path.Combine(project, "efphased.json"), """{ "lint": { "failOn": "off" } }""");
        for (var i = 0; i < Migrations; i++)
            WriteMigration(project, i);
        await workspace.RunAsync(project, "dotnet", "build");

        var list = new List<TimeSpan>();
        var lint = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            list.Add(await workspace.RunAsync(project, "dotnet", "ef", "migrations", "list", "--no-connect"));
            lint.Add(await workspace.RunAsync(project, "dotnet", "ef-phased", "lint"));
            Console.WriteLine(FormattableString.Invariant(
                $"round {round + 1}: dotnet ef migrations list {list[^1].TotalSeconds:0.00} s, dotnet ef-phased lint {lint[^1].TotalSeconds:0.00} s"));
        }

        Console.WriteLine(FormattableString.Invariant(
            $"lint of {Migrations} migrations: {Median.Of(lint) / Median.Of(list):0.00} of dotnet ef migrations list (medians {Median.Of(lint):0.00} s and {Median.Of(list):0.00} s of {rounds} rounds)"));
    }

    // A table every tenth time, columns, indexes and statements between; each with the model that a Designer file has.
    private static void WriteMigration(string project, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"2020010100{number:0000}_M{number}");
        var table = string.Create(CultureInfo.InvariantCulture, $"T{number / 10}");
        var up = number % 10 == 0
            ? $"migrationBuilder.CreateTable(\"{table}\", t => new {{ Id = t.Column<int>(\"integer\", nullable: false) }}, constraints: t => t.PrimaryKey(\"PK_{table}\", x => x.Id));"
            : FormattableString.Invariant($"""
                migrationBuilder.AddColumn<string>("C{number}", "{table}", "text", nullable: true);
                        migrationBuilder.CreateIndex("IX_{table}_C{number}", "{table}", "C{number}");
                        migrationBuilder.Sql("UPDATE \"{table}\" SET \"C{number}\" = 'x' WHERE \"Id\" = {number}; CREATE VIEW v{number} AS SELECT 1");
                """);
        var model = string.Concat(Enumerable.Range(0, (number / 10) + 1).Select(t => string.Create(
            CultureInfo.InvariantCulture, $"        modelBuilder.Entity(\"T{t}\", b => {{ b.Property<int>(\"Id\").HasColumnType(\"integer\"); b.HasKey(\"Id\"); b.ToTable(\"T{t}\"); }});\n")));
        File.WriteAllText(Path.Combine(project, "Migrations", id + ".cs"), $$"""
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            [DbContext(typeof(AppContext))]
            [Migration("{{id}}")]
            public sealed class M{{number}} : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    {{up}}
                }

                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
            {{model}}    }
            }
            """);
    }

    private const string Model = """
        using Microsoft.EntityFrameworkCore;

        Console.WriteLine("The application itself does nothing.");

        public class AppContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost;Database=app;Username=app");
        }
        """;
}
