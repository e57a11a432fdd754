using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Scanning;

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
            Description = "contract: may the old shape go? deploy: may this build be deployed?",
            HelpName = "PHASE",
            DefaultValueFactory = _ => "contract",
        };
        phase.AcceptOnlyFromAmong("contract", "deploy");
        var evidence = CodeEvidence.EvidenceOption();
        var noScan = CodeEvidence.NoScanOption();
        var solution = CodeEvidence.SolutionOption();
        var connection = CommonOptions.Connection();
        Command command = new("check", "Show whether contract may run or this build be deployed, and everything that stands against it; changes nothing")
        {
            change, phase, evidence, noScan, solution, connection,
        };
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Check,
            request => request with
            {
                Change = args.GetValue(change),
                Connection = args.GetValue(connection),
                Run = new RunArguments { Phase = args.GetValue(phase) },
            },
            (session, request) => CodeEvidence.RunAsync(
                session, request,
                new ScanOptions(args.GetValue(evidence), args.GetValue(solution), args.GetValue(noScan) || args.GetValue(phase) != "contract"),
                cancel),
            cancel));
        return command;
    }
}
