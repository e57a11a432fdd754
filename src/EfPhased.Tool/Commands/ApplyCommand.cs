using System.CommandLine;
using System.CommandLine.Parsing;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Scanning;

namespace EfPhased.Tool.Commands;

internal static class ApplyCommand
{
    private const int WithoutLimit = 7 * 24 * 3600;

    public static Command Create(CommandRunner runner)
    {
        var phase = Phases.Option("--phase", "The phase to apply: expand, switch or contract");
        phase.Required = true;
        Option<string> change = new("--change") { Description = "The change; every change whose phase is due by default", HelpName = "CHANGE" };
        var wait = Wait();
        var overrides = GateOptions.Overrides();
        var reason = GateOptions.Reason();
        var evidence = CodeEvidence.EvidenceOption();
        var noScan = CodeEvidence.NoScanOption();
        var solution = CodeEvidence.SolutionOption();
        var connection = CommonOptions.Connection();
        Command command = new("apply", "Run what is due of a phase, in order; running it again goes on where it stopped")
        {
            phase, change, evidence, noScan, solution, overrides, reason, wait, connection,
        };
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.Apply,
            request => request with
            {
                Change = args.GetValue(change),
                Connection = args.GetValue(connection),
                Run = new RunArguments
                {
                    Phase = args.GetValue(phase),
                    WaitSeconds = args.GetValue(wait),
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

    /// <summary>Waits while another run works on the database: as long as it takes, or as many seconds as given.</summary>
    public static Option<int> Wait() => new("--wait")
    {
        Description = "Wait while another run works on the database; with a number, that many seconds at most",
        HelpName = "SECONDS",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = Seconds,
    };

    private static int Seconds(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
            return WithoutLimit;
        if (int.TryParse(result.Tokens[0].Value, out var seconds) && seconds >= 0)
            return seconds;
        result.AddError($"'{result.Tokens[0].Value}' is no number of seconds.");
        return 0;
    }
}
