using Spectre.Console;

namespace Rollout;

/// <summary>
/// The two ways to take the same change to production, step by step.
/// </summary>
internal static class Rollouts
{
    // V2/efphased.json asks for 2 s without a write through the old shape alone, and the record of it may lie 10 s behind.
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromSeconds(14);

    public static async Task<int> Run(RolloutSettings settings, RolloutMode mode, CancellationToken cancel)
    {
        List<RolloutResult> results = [];
        if (mode is RolloutMode.Plain or RolloutMode.Both)
            results.Add(await RunOne("plain", settings, settings.Plain, Plain, cancel));
        if (mode is RolloutMode.Phased or RolloutMode.Both)
            results.Add(await RunOne("phased", settings, settings.V2, Phased, cancel));

        AnsiConsole.WriteLine();
        results.ForEach(result => Console.WriteLine(result.Summary));
        return results.Any(result => result is { Name: "phased", IsClean: false }) ? 1 : 0;
    }

    private static async Task Plain(LiveShop shop, Application next, CancellationToken cancel)
    {
        await shop.Dwell("V1 only", cancel);
        await shop.During("database update", () => shop.Migrate("ef", ["database", "update"], next, cancel));
        await shop.During("start V2", () => shop.Start(next, cancel));
        await shop.Dwell("V1 and V2", cancel);
        await shop.During("drain V1", () => shop.Drain(ShopVersion.V1, cancel));
        await shop.Dwell("V2 only", cancel);
    }

    private static async Task Phased(LiveShop shop, Application next, CancellationToken cancel)
    {
        await shop.Dwell("V1 only", cancel);
        await shop.During("expand and backfill", () => shop.Migrate("ef-phased", ["apply", "--phase", "expand"], next, cancel));
        await shop.During("start V2", () => shop.Start(next, cancel));
        await shop.Dwell("V1 and V2", cancel);
        await shop.During("drain V1", () => shop.Drain(ShopVersion.V1, cancel));
        await shop.During("switch", () => shop.Migrate("ef-phased", ["apply", "--phase", "switch"], next, cancel));
        await shop.Dwell("V2, switched", cancel, atLeast: UntilQuiet);
        await shop.During("contract", () => shop.Migrate("ef-phased", ["apply", "--phase", "contract"], next, cancel));
        await shop.Dwell("V2 only", cancel);
    }

    private static async Task<RolloutResult> RunOne(
        string name,
        RolloutSettings settings,
        string nextProject,
        Func<LiveShop, Application, CancellationToken, Task> steps,
        CancellationToken cancel)
    {
        AnsiConsole.Write(new Rule($"[bold]{name} rollout[/]").LeftJustified());
        var current = await Application.Build(ShopVersion.V1, settings.V1, cancel);
        var next = await Application.Build(ShopVersion.V2, nextProject, cancel);
        var database = await ShopDatabase.Create(settings, name, current, cancel);

        await using var shop = await LiveShop.Open(database, current, settings, cancel);
        shop.Begin();
        await steps(shop, next, cancel);
        var result = await shop.Close(name, cancel);

        RolloutReport.Print(result);
        return result;
    }
}
