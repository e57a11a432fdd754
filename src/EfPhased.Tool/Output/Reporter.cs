using EfPhased.Design.Hosting.Protocol;
using Spectre.Console;

namespace EfPhased.Tool.Output;

/// <summary>
/// Says on standard error what happens, without secrets.
/// </summary>
internal sealed class Reporter(Consoles consoles, Redaction redaction)
{
    private readonly Lock _lock = new();
    private bool _inProgress;

    public void Error(string code, string message) => Write("error:   ", $"ef-phased : error {code} : {message}", "red");

    public void Warning(string message) => Write("warn:    ", $"ef-phased : warning : {message}", "yellow");

    public void Information(string message) => Write("info:    ", message, null);

    public void Verbose(string message)
    {
        if (consoles.Options.Verbose && message.Length > 0)
            Write("verbose: ", message, "grey");
    }

    /// <summary>What the user's compiler or application printed.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Write("info:    ", line, null);
    }

    /// <summary>Begins a line that <see cref="EndProgress"/> completes.</summary>
    public void Progress(string text)
    {
        if (consoles.Options.PrefixOutput)
        {
            Information(text);
            return;
        }

        consoles.Error.Write(text);
        _inProgress = true;
    }

    public void EndProgress(string text)
    {
        if (!_inProgress)
            return;
        _inProgress = false;
        consoles.Error.WriteLine(text);
    }

    private void Write(string prefix, string text, string? style)
    {
        lock (_lock)
        {
            EndProgress("");
            foreach (var line in redaction.Apply(text).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                var markup = style is null ? line.EscapeMarkup() : $"[{style}]{line.EscapeMarkup()}[/]";
                consoles.Error.MarkupLine(consoles.Prefix(prefix, markup));
            }
        }
    }
}
