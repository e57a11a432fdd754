using System.CommandLine;
using Npgsql;
using Rollout;
using Spectre.Console;

Option<string> connection = new("--connection") { Description = "Connection string of a PostgreSQL 14+ server; each mode gets a database of its own there", Required = true };
Option<DirectoryInfo> v1 = new("--v1") { Description = "Project folder of the version that runs today", DefaultValueFactory = _ => new("V1") };
Option<DirectoryInfo> v2 = new("--v2") { Description = "Project folder of the next version, with its phased migrations", DefaultValueFactory = _ => new("V2") };
Option<DirectoryInfo> plain = new("--plain") { Description = "Project folder of the next version with a plain EF Core migration", DefaultValueFactory = _ => new("Plain") };
Option<RolloutMode> mode = new("--mode") { Description = "Which rollout to run", DefaultValueFactory = _ => RolloutMode.Both };
Option<int> customers = new("--customers") { Description = "Customers in the shop", DefaultValueFactory = _ => 1_000_000 };
Option<int> rate = new("--rate") { Description = "HTTP requests per second, whatever the shop's answer times", DefaultValueFactory = _ => 200 };
Option<int> dwell = new("--dwell") { Description = "Seconds of traffic in each state between two steps", DefaultValueFactory = _ => 10 };

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Width = 140;
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
}

customers.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1000)
        result.AddError("--customers must be 1000 or more, or there is too little to share among the traffic.");
});

RootCommand command = new("Takes a shop under constant traffic from V1 to V2 and counts the requests that fail")
{
    connection, v1, v2, plain, mode, customers, rate, dwell,
};
command.SetAction(async (arguments, cancel) =>
{
    RolloutSettings settings = new(
        arguments.GetRequiredValue(connection),
        arguments.GetRequiredValue(v1).FullName,
        arguments.GetRequiredValue(v2).FullName,
        arguments.GetRequiredValue(plain).FullName,
        arguments.GetRequiredValue(customers),
        arguments.GetRequiredValue(rate),
        TimeSpan.FromSeconds(arguments.GetRequiredValue(dwell)));
    try
    {
        return await Rollouts.Run(settings, arguments.GetRequiredValue(mode), cancel);
    }
    catch (Exception e) when (e is RolloutException or NpgsqlException)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]rollout: {e.Message}[/]");
        return 1;
    }
    catch (OperationCanceledException) when (cancel.IsCancellationRequested)
    {
        AnsiConsole.MarkupLine("[yellow]rollout: stopped[/]");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
