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
    public Task<int> RunAsync(ParseResult args, HostCommand command, Func<HostRequest, HostRequest> complete, CancellationToken cancel)
        => RunAsync(args, command, complete, async (session, request) => session.Print(request, await session.AskAsync(request, cancel)), cancel);

    /// <param name="args">The command line.</param>
    /// <param name="command">What to ask.</param>
    /// <param name="complete">Adds the command's own part to the request.</param>
    /// <param name="work">What to do with the request once everything is built; its result is the exit code.</param>
    /// <param name="cancel">Stops at the next safe point.</param>
    /// <param name="prepare">What to do to the sources before they are built.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(
        ParseResult args, HostCommand command, Func<HostRequest, HostRequest> complete, Func<CommandSession, HostRequest, Task<int>> work,
        CancellationToken cancel, Action<BuildOptions>? prepare = null)
    {
        var consoles = new Consoles(CommonOptions.Output(args));
        var redaction = new Redaction();
        var reporter = new Reporter(consoles, redaction);
        try
        {
            var build = CommonOptions.Build(args);
            prepare?.Invoke(build);
            var projects = await new ProjectBuilder(build, reporter).BuildAsync(cancel);
            var request = complete(new HostRequest
            {
                Command = command,
                Project = HostLaunch.Describe(projects),
                Context = CommonOptions.Context(args),
                Environment = CommonOptions.EnvironmentName(args),
                ApplicationArguments = applicationArguments,
            });
            redaction.Learn(request.Connection);
            return await work(new CommandSession(projects, build, consoles, reporter), request);
        }
        catch (ToolException e)
        {
            reporter.Error(e.Code, e.Message);
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            reporter.Error("EFP5013", Errors.Interrupted().Message);
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            reporter.Error("EFP5014", Errors.Unexpected(e).Message);
            reporter.Verbose(e.ToString());
            return ExitCode.Failed;
        }
    }
}
