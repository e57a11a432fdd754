using EfPhased.Design.Contexts;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Design.Hosting;

/// <summary>
/// Turns whatever stopped a command into its numbered error.
/// </summary>
internal static class Failure
{
    // The command line was wrong, rather than the work.
    private static readonly HashSet<string> Usage =
        ["EFP2017", "EFP4002", "EFP4003", "EFP4005", "EFP4011", "EFP4078", "EFP4080", "EFP4081", "EFP4082", "EFP4083", "EFP5104", "EFP5105", "EFP5106", "EFP5110", "EFP5113", "EFP5114"];

    public static ErrorReply Of(Exception exception, CancellationToken cancel)
    {
        var error = Chain(exception).OfType<PhasedException>().FirstOrDefault() ?? Numbered(exception, cancel);
        var exitCode = error.IsRefusal ? 3 : Usage.Contains(error.Code) ? 2 : 1;
        return new ErrorReply(
            error.Code, error.Message, exitCode, exception.ToString(), error.Data[DesignErrors.UndecidedRenames] as IReadOnlyList<string>,
            error.Data[DesignErrors.UndecidedMoves] as IReadOnlyList<string>, error.Data[DesignErrors.MissingHints] as IReadOnlyList<string>);
    }

    private static PhasedException Numbered(Exception exception, CancellationToken cancel)
        => exception is OperationCanceledException && cancel.IsCancellationRequested ? ContextErrors.Interrupted()
            : ContextErrors.Unexpected(exception);

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
