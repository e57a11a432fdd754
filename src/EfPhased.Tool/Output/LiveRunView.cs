using System.Globalization;
using EfPhased.Design.Hosting.Protocol;
using Spectre.Console;

namespace EfPhased.Tool.Output;

/// <summary>
/// A run as it goes on, for a terminal: what is done scrolls by, what is under way moves below it.
/// </summary>
internal sealed class LiveRunView(IAnsiConsole console) : IRunView
{
    private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);
    private ProgressContext? _progress;

    public Task<T> WhileAsync<T>(Func<Task<T>> run)
        => console.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                _progress = progress;
                return await run();
            });

    public void Show(EventReply e)
    {
        switch (e.Kind)
        {
            case EventKind.Started when e.Step is not null:
                Task(StepKey(e), e.Text).IsIndeterminate = true;
                break;
            case EventKind.Progress:
                ShowProgress(e);
                break;
            default:
                if (e.Step is not null && _tasks.Remove(StepKey(e), out var step))
                    step.StopTask();
                if (e.Kind == EventKind.Done)
                    StopBackfills();
                console.MarkupLine(Markup(e));
                break;
        }
    }

    private void ShowProgress(EventReply e)
    {
        var task = Task($"{e.Table} {e.Verifying}", e.Text);
        if (e.Rows is null)
        {
            task.IsIndeterminate = e.Share is null;
            task.MaxValue = 1;
            task.Value = e.Share ?? 0;
            task.Description = $"{e.Text.EscapeMarkup()} [grey]{EventText.Progress(e).EscapeMarkup()}[/]";
            return;
        }

        task.IsIndeterminate = e.RowsTotal is null or 0;
        task.MaxValue = Math.Max(1, Math.Max(e.RowsTotal ?? 0, e.Rows ?? 0));
        task.Value = e.Rows ?? 0;
        task.Description = $"{e.Text.EscapeMarkup()} [grey]{EventText.Progress(e).EscapeMarkup()}[/]";
    }

    private ProgressTask Task(string key, string text)
    {
        if (!_tasks.TryGetValue(key, out var task))
            _tasks.Add(key, task = _progress!.AddTask(text.EscapeMarkup()));
        return task;
    }

    private void StopBackfills()
    {
        foreach (var (key, task) in _tasks.Where(t => !t.Key.StartsWith('#')).ToList())
        {
            task.StopTask();
            _tasks.Remove(key);
        }
    }

    private static string StepKey(EventReply e) => string.Create(CultureInfo.InvariantCulture, $"#{e.Migration} {e.Step}");

    private static string Markup(EventReply e)
    {
        var text = EventText.Of(e).EscapeMarkup();
        return e.Kind switch
        {
            EventKind.Done when e.Step is null => $"[green]{text}[/]",
            EventKind.Started => $"[bold]{text}[/]",
            EventKind.Skipped => $"[grey]{text}[/]",
            EventKind.Waiting => $"[yellow]{text}[/]",
            _ => text,
        };
    }
}
