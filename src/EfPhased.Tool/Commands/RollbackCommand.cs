using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class RollbackCommand
{
    public static Command Create(CommandRunner runner)
    {
        Argument<string> change = new("CHANGE") { Description = "The change to take back" };
        var to = Phases.Option("--to", "The phase that stays applied; without it, everything is taken back");
        var wait = ApplyCommand.Wait();
        var connection = CommonOptions.Connection();
        Command command = new("rollback", "Take a change back, newest phase first") { change, to, wait, connection };
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Rollback,
            request => request with
            {
                Change = args.GetRequiredValue(change),
                Connection = args.GetValue(connection),
                Run = new RunArguments { Phase = args.GetValue(to), WaitSeconds = args.GetValue(wait) },
            },
            cancel));
        return command;
    }
}
