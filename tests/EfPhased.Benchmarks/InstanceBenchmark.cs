using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace EfPhased.Benchmarks;

/// <summary>
/// What <c>RegisterInstance()</c> costs an application: a context with it against one without, for a context that opens its (pooled)
/// connection once, for each further opening, and for a query on an open connection. Batches alternate, so that both see the same machine.
/// </summary>
internal static class InstanceBenchmark
{
    private const int Iterations = 2_000;

    public static async Task RunAsync(string connectionString, int rounds)
    {
        var without = Options(connectionString, o => o.UsePhasedMigrations());
        var with = Options(connectionString, o => o.UsePhasedMigrations(p => p.RegisterInstance()));
        await MeasureAsync("context and first opening", rounds, without, with, async options =>
        {
            for (var i = 0; i < Iterations; i++)
            {
                await using BenchmarkContext context = new(options);
                await context.Database.OpenConnectionAsync();
            }
        });
        await MeasureAsync("further opening", rounds, without, with, async options =>
        {
            await using BenchmarkContext context = new(options);
            for (var i = 0; i < Iterations; i++)
            {
                await context.Database.OpenConnectionAsync();
                await context.Database.CloseConnectionAsync();
            }
        });
        await MeasureAsync("query with an opening of its own, as EF Core does by default", rounds, without, with, async options =>
        {
            await using BenchmarkContext context = new(options);
            for (var i = 0; i < Iterations / 4; i++)
                await context.Database.ExecuteSqlRawAsync("SELECT 1");
        });
        await MeasureAsync("query on an open connection", rounds, without, with, async options =>
        {
            await using BenchmarkContext context = new(options);
            await context.Database.OpenConnectionAsync();
            for (var i = 0; i < Iterations / 4; i++)
                await context.Database.ExecuteSqlRawAsync("SELECT 1");
        });
    }

    private static async Task MeasureAsync(
        string what, int rounds, DbContextOptions without, DbContextOptions with, Func<DbContextOptions, Task> work)
    {
        await work(without);
        await work(with);
        var plain = new List<double>();
        var registered = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            plain.Add(await TimeAsync(without, work));
            registered.Add(await TimeAsync(with, work));
        }

        var ratios = plain.Zip(registered, (p, r) => r / p).Order().ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"{what}: {registered.Min() / plain.Min():0.00} of the same without RegisterInstance() (least disturbed round; per round {ratios[0]:0.00} to {ratios[^1]:0.00}, median {ratios[ratios.Count / 2]:0.00})"));
    }

    private static async Task<double> TimeAsync(DbContextOptions options, Func<DbContextOptions, Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work(options);
        return watch.Elapsed.TotalMicroseconds;
    }

    private static DbContextOptions<BenchmarkContext> Options(string connectionString, Action<DbContextOptionsBuilder> configure)
    {
        DbContextOptionsBuilder<BenchmarkContext> options = new();
        configure(options.UseNpgsql(connectionString));
        return options.Options;
    }

    private sealed class BenchmarkContext(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity("Row", e => { e.Property<int>("Id"); e.Property<string>("Name"); });
    }
}
