using EfPhased.Design.Hosting.Protocol;
using EfPhased.Tool.Building;
using EfPhased.Tool.Hosting;
using EfPhased.Tool.Output;

namespace EfPhased.Tool.Commands;

/// <summary>
/// A command once the projects are built: asks the host, as often as it has to, and prints.
/// </summary>
internal sealed class CommandSession(BuiltProjects projects, BuildOptions build, Consoles consoles, Reporter reporter)
{
    public BuiltProjects Projects => projects;

    public BuildOptions Build => build;

    public Consoles Consoles => consoles;

    public Reporter Reporter => reporter;

    public async Task<Reply> AskAsync(HostRequest request, CancellationToken cancel)
    {
        IRunView view = !IsRun(request.Command) ? new EventPrinter(reporter)
            : consoles.Options.Json ? new JsonRunView(reporter)
            : consoles.IsLive ? new LiveRunView(consoles.CreateLive())
            : new EventPrinter(reporter);
        var start = HostLaunch.Create(projects);
        if (request.Add is { } add && consoles.CanAsk)
            request = request with { Add = add with { Hints = add.Hints with { CanAsk = true } } };
        while (true)
        {
            var session = new HostSession(start, reply => Show(reply, view), line => reporter.Lines([line]));
            var reply = await view.WhileAsync(() => session.RunAsync(request, cancel));
            if (reply is not ErrorReply error || !consoles.CanAsk || Ask(request, error) is not { } answered)
                return reply;
            request = answered;
        }
    }

    // Null where there is nothing to ask, or no answer.
    private HostRequest? Ask(HostRequest request, ErrorReply error) => error switch
    {
        { Renames: { Count: > 0 } renames } => RenamePrompt.Ask(consoles.CreateLive(), request, renames),
        { Moves: { Count: > 0 } moves } => MovePrompt.Ask(consoles.CreateLive(), request, moves),
        { Hints: { Count: > 0 } missing } when request.Add is not null => HintPrompt.Ask(consoles.CreateLive(), request, error.Message, missing),
        _ => null,
    };

    /// <returns>The exit code.</returns>
    public int Print(HostRequest request, Reply reply) => new ResultPrinter(consoles, reporter).Print(request, reply);

    private static bool IsRun(HostCommand command) => command is HostCommand.Apply or HostCommand.Backfill or HostCommand.Rollback;

    private void Show(Reply reply, IRunView view)
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
