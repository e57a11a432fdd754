using System.Globalization;
using EfPhased.Design.Hosting.Protocol;

namespace EfPhased.Tool.Output;

/// <summary>
/// A run as it goes on, line by line: for files, pipes and CI.
/// </summary>
internal sealed class EventPrinter(Reporter reporter) : IRunView
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private long _lastProgress;

    public void Show(EventReply e)
    {
        switch (e.Kind)
        {
            case EventKind.Started when e.Step is not null:
                reporter.Verbose(EventText.Of(e));
                break;
            case EventKind.Progress:
                if (_lastProgress != 0 && Environment.TickCount64 - _lastProgress < Between.TotalMilliseconds)
                    break;
                _lastProgress = Environment.TickCount64;
                reporter.Information(EventText.Of(e));
                break;
            default:
                reporter.Information(EventText.Of(e));
                break;
        }
    }

    public Task<T> WhileAsync<T>(Func<Task<T>> run) => run();
}

internal static class EventText
{
    public static string Of(EventReply e) => e.Kind switch
    {
        EventKind.Done when e.Step is not null => $"{Step(e)} {e.Text}{Took(e)}",
        EventKind.Skipped => $"{Step(e)} {e.Text}, done before",
        EventKind.Started when e.Step is not null => $"{Step(e)} {e.Text} …",
        EventKind.Done => $"{e.Text}{Took(e)}",
        EventKind.Progress => $"  {e.Text}: {Progress(e)}",
        EventKind.Waiting => $"  {e.Text}",
        _ => e.Text,
    };

    public static string Progress(EventReply e)
    {
        if (e.Rows is null)
            return (e.Share is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %") : "under way") + Left(e);
        var rows = Number(e.Rows ?? 0) + (e.RowsTotal is { } total ? $" of {Number(Math.Max(total, e.Rows ?? 0))} rows" : " rows");
        var rate = e.RowsPerSecond is { } r ? $", {Number((long)r)} rows/s" : "";
        var overall = e.OverallRate is { } o && o < 0.9 * e.RowsPerSecond ? $" ({Number((long)o)} with pauses)" : "";
        return rows + rate + overall + Left(e);
    }

    public static string Duration(double seconds) => seconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h {seconds % 3600 / 60:00} min"),
    };

    private static string Left(EventReply e) => e.SecondsLeft is { } s ? $", {Duration(s)} left" : "";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Step(EventReply e) => string.Create(CultureInfo.InvariantCulture, $"  [{e.Step}/{e.Steps}]");

    private static string Took(EventReply e) => e.Seconds is { } seconds ? $"  {Duration(seconds)}" : "";
}
