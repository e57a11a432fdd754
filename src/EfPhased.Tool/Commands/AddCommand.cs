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
        var renames = Repeatable("--rename", "OLD=NEW", "A column that was renamed: Old=New, or Entity.Old=New; repeatable");
        var noRenames = Repeatable("--no-rename", "OLD", "A column that was dropped, whatever EF Core takes it for; repeatable");
        var values = Repeatable("--value", "COLUMN=SQL", "A new required column's value in existing rows, with columns in braces: Entity.Property={Region}; repeatable");
        var contracted = Repeatable("--contracted", "CHANGE", "A change that is contracted in every database; repeatable");
        Command command = new("add", "Split the pending model changes into expand, switch and contract migrations")
        {
            name, outputDir, ns, dryRun, renames, noRenames, values, contracted,
        };

        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Add,
            request => request with
            {
                Change = args.GetRequiredValue(name),
                DryRun = args.GetValue(dryRun),
                Add = new AddArguments
                {
                    OutputDir = args.GetValue(outputDir),
                    Namespace = args.GetValue(ns),
                    Renames = args.GetValue(renames) ?? [],
                    NoRenames = args.GetValue(noRenames) ?? [],
                    Values = args.GetValue(values) ?? [],
                    Contracted = args.GetValue(contracted) ?? [],
                },
            },
            cancel));
        return command;
    }

    private static Option<string[]> Repeatable(string name, string value, string description)
        => new(name) { Description = description, HelpName = value };
}
