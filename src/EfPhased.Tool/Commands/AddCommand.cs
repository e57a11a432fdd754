using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class AddCommand
{
    public static Command Create(CommandRunner runner)
    {
        Argument<string> name = new("NAME") { Description = "The change's name, a C# identifier such as RenameCustomerName" };
        Option<string> outputDir = new("--output-dir", "-o") { Description = "The folder for the migrations, relative to the project", HelpName = "PATH" };
        Option<string> ns = new("--namespace", "-n") { Description = "The migrations' namespace", HelpName = "NAMESPACE" };
        Option<bool> dryRun = new("--dry-run") { Description = "Print the plan; write nothing" };
        var hints = new HintOptions();
        var connection = CommonOptions.Connection();
        Option<string[]> contracted = new("--contracted") { Description = "A change that is contracted in every database; repeatable", HelpName = "CHANGE" };
        Command command = new("add", "Split the pending model changes into expand, switch and contract migrations")
        {
            name, outputDir, ns, dryRun, contracted, connection,
        };
        hints.AddTo(command);

        command.SetAction((args, cancel) => new AddSession(args, hints.Read(args)).RunAsync(
            runner,
            request => request with
            {
                Change = args.GetRequiredValue(name),
                DryRun = args.GetValue(dryRun),
                Connection = args.GetValue(connection),
                Add = new AddArguments
                {
                    OutputDir = args.GetValue(outputDir),
                    Namespace = args.GetValue(ns),
                    Hints = hints.Read(args),
                    Contracted = args.GetValue(contracted) ?? [],
                    Tombstone = hints.Tombstone(args),
                },
            },
            cancel));
        return command;
    }
}
