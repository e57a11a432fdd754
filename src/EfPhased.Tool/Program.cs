using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool;
using EfPhased.Tool.Commands;
using EfPhased.Tool.Output;

var (own, application) = ApplicationArguments.Split(args);
var runner = new CommandRunner(application);
RootCommand root = new("Ships breaking EF Core schema changes with zero downtime. Arguments after -- go to the application.")
{
    AddCommand.Create(runner),
    SplitCommand.Create(runner),
    RemoveCommand.Create(runner),
    LintCommand.Create(runner),
    ListCommand.Create(runner),
    StatusCommand.Create(runner),
    ScriptCommand.Create(runner),
    ApplyCommand.Create(runner),
    BackfillCommand.Create(runner),
    CheckCommand.Create(runner),
    InstancesCommand.Create(runner),
    ReferencesCommand.Create(runner),
    RollbackCommand.Create(runner),
};
CommonOptions.AddTo(root);

var parsed = root.Parse(own.Length == 0 ? ["--help"] : own);
if (parsed.Errors.Count > 0)
{
    var usage = Errors.WrongUsage(parsed.Errors.Select(e => e.Message));
    new Reporter(new Consoles(CommonOptions.Output(parsed)), new Redaction()).Error(usage.Code, usage.Message);
    return usage.ExitCode;
}

using var interruption = new Interruption();
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interruption.Token);
