using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class StatusCommand
{
    public static Command Create(CommandRunner runner)
    {
        var connection = CommonOptions.Connection();
        Command command = new("status", "Show where each change stands in the database, and what it waits for") { connection };
        command.SetAction((args, cancel) => runner.RunAsync(
            args, HostCommand.Status, request => request with { Connection = args.GetValue(connection) }, cancel));
        return command;
    }
}
