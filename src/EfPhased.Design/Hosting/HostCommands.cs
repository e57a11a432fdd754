using EfPhased.Design.Contexts;
using EfPhased.Design.Hosting.Protocol;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore;

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
            replies.Write(await CarryOut(request, session, replies, cancel));
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

    private static Task<Reply> CarryOut(HostRequest request, DesignSession session, ReplyWriter replies, CancellationToken cancel)
    {
        var run = new RunCommands(session.Context, request, replies);
        return request.Command switch
        {
            HostCommand.Add => Task.FromResult(DesignCommands.Add(session, request)),
            HostCommand.Remove => Task.FromResult(DesignCommands.Remove(session, request)),
            HostCommand.Script => Task.FromResult(DesignCommands.Script(session, request)),
            HostCommand.List => Task.FromResult(DesignCommands.List(session)),
            HostCommand.Status => run.StatusAsync(cancel),
            HostCommand.Apply => run.ApplyAsync(cancel),
            HostCommand.Backfill => run.BackfillAsync(cancel),
            HostCommand.Check => run.CheckAsync(cancel),
            _ => run.RollbackAsync(cancel),
        };
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
