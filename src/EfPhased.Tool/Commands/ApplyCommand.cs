using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Scanning;

namespace EfPhased.Tool.Commands;

internal static class ApplyCommand
{
    public static Command Create(CommandRunner runner)
    {
        var phase = Phases.Option("--phase", "The phase to apply: expand, switch or contract");
        phase.Required = true;
        Option<string> change = new("--change") { Description = "The change; every change whose phase is due by default", HelpName = "CHANGE" };
        LockOptions locks = new();
        var overrides = GateOptions.Overrides();
        var reason = GateOptions.Reason();
        var evidence = CodeEvidence.EvidenceOption();
        var noScan = CodeEvidence.NoScanOption();
        var solution = CodeEvidence.SolutionOption();
        var connection = CommonOptions.Connection();
        Command command = new("apply", "Run what is due of a phase, in order; running it again goes on where it stopped")
        {
            phase, change, evidence, noScan, solution, overrides, reason, connection,
        };
        locks.AddTo(command);
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Apply,
            request => request with
            {
                Change = args.GetValue(change),
                Connection = args.GetValue(connection),
                Run = locks.Read(args) with
                {
                    Phase = args.GetValue(phase),
                    Overrides = args.GetValue(overrides) ?? [],
                    Reason = args.GetValue(reason),
                },
            },
            (session, request) => CodeEvidence.RunAsync(
                session, request,
                new ScanOptions(args.GetValue(evidence), args.GetValue(solution), args.GetValue(noScan) || args.GetValue(phase) != "contract"),
                cancel),
            cancel));
        return command;
    }
}
