using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Building;
using EfPhased.Tool.Hosting;
using EfPhased.Tool.Output;

namespace EfPhased.Tool.Commands;

/// <summary>
/// What all commands do: build, ask the host, print.
/// </summary>
internal sealed class CommandRunner(IReadOnlyList<string> applicationArguments)
{
    /// <param name="args">The command line.</param>
    /// <param name="command">What to ask.</param>
    /// <param name="complete">Adds the command's own part to the request.</param>
    /// <param name="cancel">Stops at the next safe point.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ParseResult args, HostCommand command, Func<HostRequest, HostRequest> complete, CancellationToken cancel)
    {
        var consoles = new Consoles(CommonOptions.Output(args));
        var redaction = new Redaction();
        var reporter = new Reporter(consoles, redaction);
        try
        {
            var projects = await new ProjectBuilder(CommonOptions.Build(args), reporter).BuildAsync(cancel);
            var start = HostLaunch.Create(projects);
            var request = complete(new HostRequest
            {
                Command = command,
                Project = HostLaunch.Describe(projects),
                Context = CommonOptions.Context(args),
                Environment = CommonOptions.EnvironmentName(args),
                ApplicationArguments = applicationArguments,
            });
            redaction.Learn(request.Connection);

            IRunView view = consoles.IsLive && IsRun(command) ? new LiveRunView(consoles.CreateLive()) : new EventPrinter(reporter);
            while (true)
            {
                var session = new HostSession(start, reply => Show(reply, view, reporter), line => reporter.Lines([line]));
                var reply = await view.WhileAsync(() => session.RunAsync(request, cancel));
                if (reply is ErrorReply { Renames: { Count: > 0 } renames } && consoles.CanAsk)
                    request = RenamePrompt.Ask(consoles.CreateLive(), request, renames);
                else
                    return new ResultPrinter(consoles, reporter).Print(request, reply);
            }
        }
        catch (ToolException e)
        {
            reporter.Error(e.Code, e.Message);
            return e.ExitCode;
        }
        catch (Exception e)
        {
            reporter.Error("EFP5014", Errors.Unexpected(e).Message);
            reporter.Verbose(e.ToString());
            return ExitCode.Failed;
        }
    }

    private static bool IsRun(HostCommand command) => command is HostCommand.Apply or HostCommand.Backfill or HostCommand.Rollback;

    private static void Show(Reply reply, IRunView view, Reporter reporter)
    {
        switch (reply)
        {
            case EventReply e:
                view.Show(e);
                break;
            case LogReply { Level: LogLevel.Warning } log:
                reporter.Warning(log.Text);
                break;
            case LogReply log:
                // EF Core's own information is about its steps, not about the user's.
                reporter.Verbose(log.Text);
                break;
        }
    }
}
