using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class RemoveCommand
{
    public static Command Create(CommandRunner runner)
    {
        Option<bool> dryRun = new("--dry-run") { Description = "Print what would be removed; remove nothing" };
        var connection = CommonOptions.Connection();
        Command command = new("remove", "Remove the last change as a group, if the database does not have it") { dryRun, connection };
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Remove,
            request => request with { DryRun = args.GetValue(dryRun), Connection = args.GetValue(connection) },
            cancel));
        return command;
    }
}
