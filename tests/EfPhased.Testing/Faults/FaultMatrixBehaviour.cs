using System.Diagnostics;
using System.Globalization;
using EfPhased.Testing.Recipes;
using EfPhased.Testing.Servers;

namespace EfPhased.Testing.Faults;

/// <summary>
/// Faults at every kind of step, in the middle of them and in between, drawn by a seed: as many as <c>EFPHASED_FAULTS</c> says, which
/// <c>./build/test.sh --faults</c> sets, or as many as a minute has room for.
/// </summary>
public abstract class FaultMatrixBehaviour
{
    private const int FaultsPerCommand = 4;
    private const int Enough = 20;
    private static readonly TimeSpan Sample = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Whatever_interrupts_a_run_the_same_command_ends_it_as_if_nothing_had()
    {
        var wanted = Number("EFPHASED_FAULTS");
        var seed = Number("EFPHASED_FAULTS_SEED") ?? 20261121;
        Random random = new(seed);
        FaultTally tally = new();
        var scenarios = ScenarioCatalog.Of(GetType().Assembly).ToArray();
        if (Environment.GetEnvironmentVariable("EFPHASED_FAULTS_SCENARIO") is { Length: > 0 } only)
            scenarios = [.. scenarios.Where(s => s.Name.Contains(only, StringComparison.Ordinal))];
        Assert.NotEmpty(scenarios);
        await using var host = CreateServer();
        await host.SetUpAsync();
        var version = await VersionAsync(host.Server);
        if (host.Disk is null)
            tally.LeaveOut(FaultKind.FillDisk, "a disk of a size of its own can only be mounted by root, on Linux");
        var watch = Stopwatch.StartNew();

        for (var i = 0; (wanted is null ? watch.Elapsed < Sample : tally.Hits < wanted) && tally.Failures.Count < Enough; i++)
        {
            if (i % scenarios.Length == 0)
                random.Shuffle(scenarios);
            try
            {
                await new FaultRun(host, scenarios[i % scenarios.Length], tally).RunAsync(random, FaultsPerCommand);
            }
            catch (FaultFailure)
            {
                // It is in the tally; the other scenarios go on, unless something is wrong throughout.
            }
            catch (Exception e)
            {
                tally.Fail(scenarios[i % scenarios.Length].Name, PackedCommand.All[0], [], e.ToString());
            }
        }

        var report = string.Create(
            CultureInfo.InvariantCulture, $"Faults on {host.Server.Kind} {version}, seed {seed}, {watch.Elapsed.TotalMinutes:0.0} min\n{tally}");
        if (Environment.GetEnvironmentVariable("EFPHASED_FAULTS_REPORT") is { Length: > 0 } file)
            await File.AppendAllTextAsync(file, report);
        Assert.True(tally.Failures.Count == 0, $"{report}\n{string.Join("\n\n", tally.Failures)}");
    }

    private protected abstract PrivateServer CreateServer();

    private static async Task<string?> VersionAsync(TestServer server)
    {
        await using var connection = await server.OpenAsync(server.AdministratorConnectionString);
        return connection.ServerVersion;
    }

    private static int? Number(string variable)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
