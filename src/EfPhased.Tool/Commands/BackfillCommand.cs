using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class BackfillCommand
{
    public static Command Create(CommandRunner runner)
    {
        Argument<string?> change = new("CHANGE") { Description = "The change; every change by default", Arity = ArgumentArity.ZeroOrOne };
        var actions = new Dictionary<Option<bool>, BackfillAction>
        {
            [new Option<bool>("--pause") { Description = "Let a backfill that runs elsewhere wait" }] = BackfillAction.Pause,
            [new Option<bool>("--resume") { Description = "Let it go on" }] = BackfillAction.Resume,
            [new Option<bool>("--cancel") { Description = "Let it stop; its cursor stays" }] = BackfillAction.Cancel,
            [new Option<bool>("--status") { Description = "Show how far backfills are" }] = BackfillAction.Status,
        };
        Option<long> skip = new("--skip-rows")
        {
            Description = "Leave out rows that cannot be filled, so many at most; each is reported, and the comparison at the end still finds it",
            HelpName = "ROWS",
        };
        LockOptions locks = new();
        var connection = CommonOptions.Connection();
        Command command = new("backfill", "Fill the rows of a change in chunks, or steer a backfill that runs elsewhere") { change, skip, connection };
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
                    MaxSkippedRows = args.GetValue(skip),
                    Backfill = actions.FirstOrDefault(a => args.GetValue(a.Key)).Value,
                },
            },
            cancel));
        return command;
    }
}
