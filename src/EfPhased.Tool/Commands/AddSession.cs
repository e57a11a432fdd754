using System.CommandLine;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Design.Planning;
using EfPhased.Tool.Editing;

namespace EfPhased.Tool.Commands;

/// <summary>
/// Adds a change, after the sources were edited where the author asked for it. Whatever fails leaves the sources as they were.
/// </summary>
internal sealed class AddSession(ParseResult args, PlanHints hints)
{
    private const string NoChange = "EFP4001";

    private readonly ColumnNameHints _columns = new();

    public async Task<int> RunAsync(CommandRunner runner, Func<HostRequest, HostRequest> complete, CancellationToken cancel)
    {
        var isKept = false;
        try
        {
            var exitCode = await runner.RunAsync(args, HostCommand.Add, complete, AskAsync, cancel, build =>
            {
                _columns.Apply(build, "--new-column", hints.NewColumns);
                _columns.Apply(build, "--keep-column", hints.KeptColumns);
            });
            isKept = exitCode == ExitCode.Done;
            return exitCode;
        }
        finally
        {
            if (!isKept)
                _columns.TakeBack();
        }

        async Task<int> AskAsync(CommandSession session, HostRequest request)
        {
            var reply = await session.AskAsync(request, cancel);
            var exitCode = reply is ErrorReply { Code: NoChange } && hints.KeptColumns.Count > 0
                ? NothingToMigrate(session)
                : session.Print(request, reply);
            if (request.DryRun)
                _columns.TakeBack();
            else if (exitCode == ExitCode.Done)
                session.Reporter.Lines(_columns.Edits);
            return exitCode;
        }
    }

    private static int NothingToMigrate(CommandSession session)
    {
        session.Reporter.Information("No migration is needed: the database stays as it is.");
        return ExitCode.Done;
    }
}
