using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class BackfillCommand
{
    private const int MostWorkers = 32;

    public static Command Create(CommandRunner runner)
    {
        Argument<string?> change = new("CHANGE") { Description = "The change; every change by default", Arity = ArgumentArity.ZeroOrOne };
        var actions = new Dictionary<Option<bool>, BackfillAction>
        {
            [new Option<bool>("--pause") { Description = "Let a backfill that runs elsewhere wait" }] = BackfillAction.Pause,
            [new Option<bool>("--resume") { Description = "Let it go on" }] = BackfillAction.Resume,
            [new Option<bool>("--cancel") { Description = "Let it stop; its cursor stays" }] = BackfillAction.Cancel,
            [new Option<bool>("--join") { Description = "Work along in a backfill that was begun elsewhere with --workers" }] = BackfillAction.Join,
            [new Option<bool>("--status") { Description = "Show how far backfills are" }] = BackfillAction.Status,
        };
        Option<long> skip = new("--skip-rows")
        {
            Description = "Leave out rows that cannot be filled, so many at most; each is reported, and the comparison at the end still finds it",
            HelpName = "ROWS",
        };
        Option<int?> workers = new("--workers")
        {
            Description = "Fill each table with so many workers, 1 to 32, and let others join; by default one alone",
            HelpName = "N",
        };
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MostWorkers)
                result.AddError($"--workers takes 1 to {MostWorkers}.");
        });
        LockOptions locks = new();
        var connection = CommonOptions.Connection();
        Command command = new("backfill", "Fill the rows of a change in chunks, or steer a backfill that runs elsewhere") { change, workers, skip, connection };
        locks.AddTo(command);
        foreach (var option in actions.Keys)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (actions.Keys.Count(result.GetValue) > 1)
                result.AddError($"Only one of {string.Join(", ", actions.Keys.Select(o => o.Name))} can be given.");
        });

        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Backfill,
            request => request with
            {
                Change = args.GetValue(change),
                Connection = args.GetValue(connection),
                Run = locks.Read(args) with
                {
                    Workers = args.GetValue(workers),
                    MaxSkippedRows = args.GetValue(skip),
                    Backfill = actions.FirstOrDefault(a => args.GetValue(a.Key)).Value,
                },
            },
            cancel));
        return command;
    }
}
