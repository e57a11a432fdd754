using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Commands;

internal static class SplitCommand
{
    public static Command Create(CommandRunner runner)
    {
        Argument<string> migration = new("MIGRATION") { Description = "The newest migration, by name or id, as 'dotnet ef migrations add' wrote it" };
        var handWritten = Phases.Option("--hand-written", "The phase of hand-written operations whose source names none");
        Option<bool> notApplied = new("--not-applied") { Description = "Do not ask the database: nobody has applied the migration" };
        Option<bool> dryRun = new("--dry-run") { Description = "Print the plan; write nothing" };
        Option<string[]> contracted = new("--contracted") { Description = "A change that is contracted in every database; repeatable", HelpName = "CHANGE" };
        var connection = CommonOptions.Connection();
        var hints = new HintOptions();
        Command command = new("split", "Replace the newest plain migration, if the database does not have it, by expand, switch and contract")
        {
            migration, handWritten, notApplied, dryRun, contracted, connection,
        };
        hints.AddTo(command);

        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Split,
            request => request with
            {
                Change = args.GetRequiredValue(migration),
                DryRun = args.GetValue(dryRun),
                Connection = args.GetValue(connection),
                Add = new AddArguments { Hints = hints.Read(args), Contracted = args.GetValue(contracted) ?? [], Tombstone = hints.Tombstone(args) },
                Split = new SplitArguments { NotApplied = args.GetValue(notApplied), HandWritten = args.GetValue(handWritten) },
            },
            cancel));
        return command;
    }
}
