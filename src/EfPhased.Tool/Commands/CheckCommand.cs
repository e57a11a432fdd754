using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class CheckCommand
{
    public static Command Create(CommandRunner runner)
    {
        Argument<string?> change = new("CHANGE")
        {
            Description = "The change; every change with a pending contract by default", Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> phase = new("--phase")
        {
            Description = "The phase whose gate is asked", HelpName = "contract", DefaultValueFactory = _ => "contract",
        };
        phase.AcceptOnlyFromAmong("contract");
        var connection = CommonOptions.Connection();
        Command command = new("check", "Show whether contract may run, and everything that stands against it; changes nothing")
        {
            change, phase, connection,
        };
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Check,
            request => request with { Change = args.GetValue(change), Connection = args.GetValue(connection) },
            cancel));
        return command;
    }
}
