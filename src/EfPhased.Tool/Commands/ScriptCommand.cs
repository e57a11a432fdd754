using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Scanning;

namespace EfPhased.Tool.Commands;

internal static class ScriptCommand
{
    private const string DefaultFolder = "artifacts/ef-phased";

    public static Command Create(CommandRunner runner)
    {
        Argument<string?> change = new("CHANGE")
        {
            Description = "The change; every change by default", Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> output = new("--output", "-o")
        {
            Description = "The folder for the scripts, with one folder per change", HelpName = "PATH", DefaultValueFactory = _ => DefaultFolder,
        };
        var evidence = CodeEvidence.EvidenceOption();
        var noScan = CodeEvidence.NoScanOption();
        var solution = CodeEvidence.SolutionOption();
        Command command = new("script", "Write the SQL of a change as files to review and to run with psql or mariadb")
        {
            change, output, evidence, noScan, solution,
        };
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Script,
            request => request with { Change = args.GetValue(change), ScriptDir = Path.GetFullPath(args.GetRequiredValue(output)) },
            (session, request) => CodeEvidence.RunAsync(
                session, request, new ScanOptions(args.GetValue(evidence), args.GetValue(solution), args.GetValue(noScan)), cancel),
            cancel));
        return command;
    }
}
