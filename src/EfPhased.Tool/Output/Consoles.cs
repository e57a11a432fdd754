using System.Text;
using Spectre.Console;

namespace EfPhased.Tool.Output;

/// <summary>
/// Standard output for results, standard error for everything else.
/// </summary>
internal sealed class Consoles
{
    // Lines are never broken by us: a terminal does it, and a file or a pipe wants them whole.
    private const int Unbroken = 4096;

    public Consoles(OutputOptions options)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Options = options;
        Out = Create(Console.Out, Console.IsOutputRedirected, Unbroken);
        Error = Create(Console.Error, Console.IsErrorRedirected, Unbroken);
    }

    public OutputOptions Options { get; }

    public IAnsiConsole Out { get; }

    public IAnsiConsole Error { get; }

    /// <summary>Somebody watches, and can be shown things that move.</summary>
    public bool IsLive => !Console.IsErrorRedirected && !Options.PrefixOutput && Error.Profile.Capabilities.Ansi;

    /// <summary>Somebody is there to be asked.</summary>
    public bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected && !Options.Json && !Options.PrefixOutput;

    /// <summary>Standard error as wide as the terminal, for what moves.</summary>
    public IAnsiConsole CreateLive() => Create(Console.Error, Console.IsErrorRedirected, null);

    /// <summary>Prints a line of the result.</summary>
    public void Line(string markup) => Out.MarkupLine(Prefix("data:    ", markup));

    /// <summary>Prints a document as it is.</summary>
    public void Document(string text)
    {
        foreach (var line in text.Split('\n'))
            Console.Out.WriteLine(Prefix("data:    ", line));
    }

    public string Prefix(string prefix, string text) => Options.PrefixOutput ? prefix + text : text;

    private IAnsiConsole Create(TextWriter writer, bool redirected, int? width)
    {
        // Spectre.Console looks at TERM, which says nothing about a pipe. NO_COLOR: https://no-color.org
        var plain = redirected || Options.NoColor || Options.PrefixOutput || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (width is { } columns)
            console.Profile.Width = columns;
        return console;
    }
}
