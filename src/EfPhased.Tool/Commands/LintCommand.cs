using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Linting;
using EfPhased.Tool.Output;

namespace EfPhased.Tool.Commands;

internal static class LintCommand
{
    private static readonly string[] Formats = ["text", "json", "sarif", "github", "markdown"];

    public static Command Create(CommandRunner runner)
    {
        Option<string?> from = new("--from") { Description = "The migration after which to begin; the first by default", HelpName = "MIGRATION" };
        Option<string?> to = new("--to") { Description = "The last migration to look at; the newest by default", HelpName = "MIGRATION" };
        Option<bool> pending = new("--pending") { Description = "Only migrations that the database has not got" };
        Option<string?> format = new("--format") { Description = "The form of the report", HelpName = string.Join('|', Formats) };
        format.AcceptOnlyFromAmong(Formats);
        Option<string?> output = new("--output", "-o") { Description = "A file for the report, besides the text", HelpName = "FILE" };
        Option<bool> baseline = new("--write-baseline") { Description = "Call all findings up to the newest migration old, in efphased.json" };
        var connection = CommonOptions.Connection();
        Command command = new("lint", "Say what each migration does to those who use the database; asks the database only for --pending")
        {
            from, to, pending, format, output, baseline, connection,
        };
        command.SetAction((args, cancel) =>
        {
            var (json, verbose) = (CommonOptions.Output(args).Json, CommonOptions.Output(args).Verbose);
            var form = args.GetValue(format) ?? (json ? "json" : "text");
            return runner.RunAsync(
                args,
                HostCommand.Lint,
                request => request with
                {
                    Connection = args.GetValue(connection),
                    Lint = new LintArguments
                    {
                        From = args.GetValue(from), To = args.GetValue(to), PendingOnly = args.GetValue(pending), WriteBaseline = args.GetValue(baseline),
                        WithEverything = form == "json" || verbose,
                    },
                },
                async (session, request) =>
                {
                    var answer = await session.AskAsync(request, cancel);
                    return answer is LintReply { Lint: var lint }
                        ? Report(session.Consoles, session.Projects.Target.Directory, lint, form, args.GetValue(output))
                        : session.Print(request, answer);
                },
                cancel);
        });
        return command;
    }

    private static int Report(Consoles consoles, string folder, LintDocument lint, string format, string? output)
    {
        var paths = new LintPaths(folder);
        var report = format switch
        {
            "json" => LintJson.Write(lint),
            "sarif" => LintSarif.Write(lint, paths),
            "github" => string.Concat(LintGitHub.Lines(lint, paths).Select(l => l + "\n")),
            "markdown" => LintMarkdown.Write(lint, paths),
            _ => null,
        };
        if (report is not null && output is null)
        {
            if (report.Length > 0)
                consoles.Document(report.TrimEnd('\n'));
        }
        else
        {
            var text = LintView.Render(lint, paths).ToList();
            if (output is not null)
                ReportFile.Save(output, report ?? string.Concat(text.Select(l => Spectre.Console.Markup.Remove(l) + "\n")));
            foreach (var line in text)
                consoles.Line(line);
        }

        return lint.Fails ? ExitCode.Refused : ExitCode.Done;
    }
}
