using EfPhased.Design.Contexts;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Creates the context and carries out the command.
/// </summary>
internal static class HostCommands
{
    public static async Task<int> RunAsync(HostRequest request, ReplyWriter replies, Redaction redaction, CancellationToken cancel)
    {
        try
        {
            // EF Core logs an error for every command that fails, also for those that only ask whether a table is there; what matters is thrown.
            var reporter = new OperationReporter(new OperationReportHandler(
                m => Log(LogLevel.Verbose, m), m => Log(LogLevel.Warning, m), m => Log(LogLevel.Information, m), m => Log(LogLevel.Verbose, m)));
            var session = new ContextLoader(request, reporter).Load();
            await using var context = session.Context;
            redaction.Learn(ConnectionString(context));
            replies.Write(await CarryOutAsync(request, session, replies, cancel));
            return 0;
        }
        catch (Exception e)
        {
            var error = Failure.Of(e, cancel);
            replies.Write(error);
            return error.ExitCode;
        }

        void Log(LogLevel level, string text) => replies.Write(new LogReply(level, text));
    }

    private static async Task<Reply> CarryOutAsync(HostRequest request, DesignSession session, ReplyWriter replies, CancellationToken cancel)
    {
        try
        {
            var run = new RunCommands(session.Context, request, replies);
            return request.Command switch
            {
                HostCommand.Add => await DesignCommands.AddAsync(session, request, cancel),
                HostCommand.Split => await DesignCommands.SplitAsync(session, request, cancel),
                HostCommand.Remove => DesignCommands.Remove(session, request),
                HostCommand.Script => DesignCommands.Script(session, request, replies),
                HostCommand.Lint => LintCommands.Lint(session, request),
                HostCommand.List => DesignCommands.List(session),
                HostCommand.References => await DesignCommands.ReferencesAsync(session, request, cancel),
                HostCommand.Status => await run.StatusAsync(cancel),
                HostCommand.Apply => await run.ApplyAsync(cancel),
                HostCommand.Backfill => await run.BackfillAsync(cancel),
                HostCommand.Check => await run.CheckAsync(cancel),
                HostCommand.Instances => await run.InstancesAsync(cancel),
                _ => await run.RollbackAsync(cancel),
            };
        }
        catch (Exception e) when (Faults.In(e) is { } fault)
        {
            throw Faults.Explain(session.Context, fault);
        }
    }

    // A context without a connection string may still have a connection or a data source.
    private static string? ConnectionString(DbContext context)
    {
        try
        {
            return context.Database.GetConnectionString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
