using System.Data.Common;
using System.Runtime.ExceptionServices;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Running;

/// <summary>
/// Turns a server's error into one that says what to do, where there is something to say.
/// </summary>
internal static class Faults
{
    /// <summary>The server's error in an exception; EF Core's execution strategies wrap it. Null when there is none.</summary>
    public static DbException? In(Exception exception) => exception switch
    {
        DbException own => own,
        InvalidOperationException or RetryLimitExceededException => exception.InnerException as DbException,
        _ => null,
    };

    /// <param name="context">The context, whether it uses phased migrations or not.</param>
    /// <param name="exception">The server's error.</param>
    public static Exception Explain(DbContext context, DbException exception)
    {
        var server = RunServices.ServerOf(context);
        switch (RunServices.SqlOf(context).Classify(exception))
        {
            case ServerFault.MissingRights:
                return Errors.MissingRights(exception);
            case ServerFault.WrongPassword:
                return Errors.WrongPassword(server, exception);
            case ServerFault.NoConnection:
                return Errors.ConnectionFailed(server, exception);
            case ServerFault.Cancelled:
                return Errors.StatementEnded(server, exception);
            case ServerFault.DiskFull:
                return Errors.DiskFull(server, exception);
            default:
                ExceptionDispatchInfo.Throw(exception);
                return exception;
        }
    }
}
