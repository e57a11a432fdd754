using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Gates.References;
using EfPhased.References.Reports;
using EfPhased.Tool.Output;
using EfPhased.Tool.Scanning;

namespace EfPhased.Tool.Commands;

internal static class ReferencesCommand
{
    private static readonly string[] Formats = ["text", "json", "sarif", "github", "msbuild"];

    public static Command Create(CommandRunner runner)
    {
        Argument<string?> change = new("CHANGE")
        {
            Description = "The change; every change with a contract by default", Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> format = new("--format") { Description = "The form of the report", HelpName = string.Join('|', Formats) };
        format.AcceptOnlyFromAmong(Formats);
        Option<string?> output = new("--output", "-o") { Description = "A file for the report, besides the text", HelpName = "FILE" };
        Option<string?> evidence = new("--evidence") { Description = "A file for the evidence that the gate asks for", HelpName = "FILE" };
        var solution = CodeEvidence.SolutionOption();
        Command command = new("references", "Find what in the code still uses what a contract removes; does not ask the database")
        {
            change, format, output, evidence, solution,
        };
        command.SetAction((args, cancel) => runner.RunAsync(
            args,
            HostCommand.References,
            request => request with { Change = args.GetValue(change) },
            (session, request) => RunAsync(
                session, request,
                new ScanOptions(args.GetValue(evidence), args.GetValue(solution), NoScan: false),
                args.GetValue(format) ?? (session.Consoles.Options.Json ? "json" : "text"),
                args.GetValue(output),
                cancel),
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandSession session, HostRequest request, ScanOptions options, string format, string? output, CancellationToken cancel)
    {
        var answer = await session.AskAsync(request, cancel);
        if (answer is not ReferencesReply { References: var references })
            return session.Print(request, answer);

        var written = new[] { output, options.Evidence }.OfType<string>().Select(Path.GetFullPath).ToList();
        var scan = await new CodeScanner(session.Projects, options, session.Build.Configuration, session.Reporter).ScanAsync(references, written, cancel);
        foreach (var problem in scan.Report.Changes.SelectMany(c => c.Result.Problems).Distinct())
            session.Reporter.Warning($"{problem.Code}: {problem.Message}");

        Write(session.Consoles, scan, format, output);
        if (options.Evidence is { } file)
            ReportFile.Save(file, ReferenceEvidenceJson.Write(scan.Evidence));
        return scan.Report.Changes.SelectMany(c => c.Standing).Any() ? ExitCode.Refused : ExitCode.Done;
    }

    private static void Write(Consoles consoles, CodeScan scan, string format, string? output)
    {
        var report = format switch
        {
            "json" => ReferenceEvidenceJson.Write(scan.Evidence),
            "sarif" => SarifReport.Write(scan.Report),
            "github" => Lines(GitHubReport.Lines(scan.Report)),
            "msbuild" => Lines(MSBuildReport.Lines(scan.Report)),
            _ => null,
        };
        if (report is not null && output is null)
        {
            if (report.Length > 0)
                consoles.Document(report.TrimEnd('\n'));
            return;
        }

        var text = ReferencesView.Render(scan.Report).ToList();
        if (output is not null)
            ReportFile.Save(output, report ?? Lines(text.Select(Spectre.Console.Markup.Remove)));
        foreach (var line in text)
            consoles.Line(line);
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(l => l + "\n"));
}
