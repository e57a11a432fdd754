using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class RollbackCommand
{
    public static Command Create(CommandRunner runner)
    {
        Argument<string> change = new("CHANGE") { Description = "The change to take back" };
        var to = Phases.Option("--to", "The phase that stays applied; without it, everything is taken back");
        Option<string[]> losses = new("--accept-data-loss")
        {
            Description = "Take it back although this column (Table.Column) or table loses its values; can be repeated", HelpName = "NAME",
            AllowMultipleArgumentsPerToken = false,
        };
        LockOptions locks = new();
        var connection = CommonOptions.Connection();
        Command command = new("rollback", "Take a change back, newest phase first") { change, to, losses, connection };
        locks.AddTo(command);
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Rollback,
            request => request with
            {
                Change = args.GetRequiredValue(change),
                Connection = args.GetValue(connection),
                Run = locks.Read(args) with { Phase = args.GetValue(to), AcceptDataLoss = args.GetValue(losses) ?? [] },
            },
            cancel));
        return command;
    }
}
