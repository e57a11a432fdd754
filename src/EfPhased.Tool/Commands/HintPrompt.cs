using EfPhased.Design.Hosting.Protocol;
using EfPhased.Design.Planning;
using Spectre.Console;

namespace EfPhased.Tool.Commands;

/// <summary>
/// Asks for what a plan needs the author's word for: SQL that converts values, or that a loss is accepted.
/// </summary>
internal static class HintPrompt
{
    private const string AcceptLossy = "--accept-lossy";

    /// <param name="console">The terminal.</param>
    /// <param name="request">The request that left it open.</param>
    /// <param name="message">What stopped the plan.</param>
    /// <param name="missing">Options with their columns: <c>--up Customers.Points</c>.</param>
    /// <returns>The request with the answers; null where the author gives none.</returns>
    public static HostRequest? Ask(IAnsiConsole console, HostRequest request, string message, IReadOnlyList<string> missing)
    {
        console.WriteLine(message);
        var hints = request.Add!.Hints;
        foreach (var hint in missing)
        {
            var at = hint.IndexOf(' ', StringComparison.Ordinal);
            if (Answer(console, hints, hint[..at], hint[(at + 1)..]) is not { } answered)
                return null;
            hints = answered;
        }

        return request with { Add = request.Add! with { Hints = hints } };
    }

    private static PlanHints? Answer(IAnsiConsole console, PlanHints hints, string option, string column)
    {
        if (option == AcceptLossy)
        {
            return console.Prompt(new ConfirmationPrompt($"Accept the loss in {column.EscapeMarkup()}?") { DefaultValue = false })
                ? hints with { Lossy = [.. hints.Lossy, column] }
                : null;
        }

        var sql = console.Prompt(new TextPrompt<string>($"{option.EscapeMarkup()} {column.EscapeMarkup()}= (SQL with columns of the row in braces; nothing to stop)") { AllowEmpty = true });
        var said = $"{column}={sql.Trim()}";
        return string.IsNullOrWhiteSpace(sql) ? null : option switch
        {
            "--up" => hints with { Ups = [.. hints.Ups, said] },
            "--down" => hints with { Downs = [.. hints.Downs, said] },
            _ => hints with { Values = [.. hints.Values, said] },
        };
    }
}
