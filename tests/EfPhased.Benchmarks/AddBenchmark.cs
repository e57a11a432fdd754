namespace EfPhased.Benchmarks;

/// <summary>
/// The time of <c>dotnet ef-phased add</c> over that of <c>dotnet ef migrations add</c>, for the same change of the same project,
/// already built. Rounds alternate between the two, so that both see the same machine.
/// </summary>
internal static class AddBenchmark
{
    public static async Task RunAsync(Workspace workspace, int rounds, int entities)
    {
        await workspace.InstallAsync();
        var project = Path.Combine(workspace.Root, "App");
        BenchmarkProject.Write(project, workspace.Version, Model("", entities));
        await workspace.RunAsync(project, "dotnet", "build");
        await workspace.RunAsync(project, "dotnet", "ef", "migrations", "add", "Initial");
        File.WriteAllText(Path.Combine(project, "Model.cs"), Model("public string? Nick { get; set; }", entities));

        var plain = new List<TimeSpan>();
        var phased = new List<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            plain.Add(await TimeAsync(workspace, project, "ef", "migrations", "add", "AddNick"));
            phased.Add(await TimeAsync(workspace, project, "ef-phased", "add", "AddNick"));
            Console.WriteLine(FormattableString.Invariant(
                $"round {round + 1}: dotnet ef migrations add {plain[^1].TotalSeconds:0.00} s, dotnet ef-phased add {phased[^1].TotalSeconds:0.00} s"));
        }

        var ratio = Median.Of(phased) / Median.Of(plain);
        Console.WriteLine(FormattableString.Invariant(
            $"add: {ratio:0.00} of dotnet ef migrations add on {entities} entity types (at most 1.2; medians {Median.Of(phased):0.00} s and {Median.Of(plain):0.00} s of {rounds} rounds)"));
    }

    private static async Task<TimeSpan> TimeAsync(Workspace workspace, string project, params string[] command)
    {
        var migrations = Path.Combine(project, "Migrations");
        var before = Directory.GetFiles(migrations).ToDictionary(f => f, File.ReadAllText);
        await workspace.RunAsync(project, "dotnet", "build");
        var time = await workspace.RunAsync(project, "dotnet", command);

        foreach (var file in Directory.GetFiles(migrations))
            File.Delete(file);
        foreach (var (file, text) in before)
            File.WriteAllText(file, text);
        return time;
    }

    private static string Model(string property, int entities) => $$"""
        using Microsoft.EntityFrameworkCore;

        Console.WriteLine("The application itself does nothing.");

        public class Customer
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
            {{property}}
        }

        {{string.Concat(Enumerable.Range(1, entities - 1).Select(Class))}}

        public class AppContext : DbContext
        {
            public DbSet<Customer> Customers => Set<Customer>();

            protected override void OnModelCreating(ModelBuilder builder)
            {
                {{string.Concat(Enumerable.Range(1, entities - 1).Select(n => $"builder.Entity<E{n}>();"))}}
            }

            protected override void OnConfiguring(DbContextOptionsBuilder options)
                => options.UseNpgsql("Host=localhost;Database=app;Username=app").UsePhasedMigrations();
        }
        """;

    // As wide as business tables are, each with a key, an index and a foreign key.
    private static string Class(int number) => $$"""
        [Index(nameof(Code))]
        public class E{{number}}
        {
            public int Id { get; set; }
            public string Code { get; set; } = "";
            public decimal Amount { get; set; }
            public DateTime At { get; set; }
            public bool IsOpen { get; set; }
            public int CustomerId { get; set; }
            public Customer Customer { get; set; } = null!;
        }

        """;
}
