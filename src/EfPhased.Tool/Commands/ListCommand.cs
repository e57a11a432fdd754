using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class ListCommand
{
    public static Command Create(CommandRunner runner)
    {
        Command command = new("list", "List the changes and their migrations; does not ask the database");
        command.SetAction((args, cancel) => runner.RunAsync(args, HostCommand.List, request => request, cancel));
        return command;
    }
}
