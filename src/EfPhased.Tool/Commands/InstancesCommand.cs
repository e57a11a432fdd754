using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class InstancesCommand
{
    public static Command Create(CommandRunner runner)
    {
        var connection = CommonOptions.Connection();
        Command command = new("instances", "Show the running instances of the application, the model of each, and who else works with the database") { connection };
        command.SetAction((args, cancel) => runner.RunAsync(
            args, HostCommand.Instances, request => request with { Connection = args.GetValue(connection) }, cancel));
        return command;
    }
}
