using EfPhased.Design.Hosting.Protocol;
using Spectre.Console;

namespace EfPhased.Tool.Commands;

/// <summary>
/// Asks about renames that EF Core only guessed.
/// </summary>
internal static class RenamePrompt
{
    /// <param name="console">The terminal.</param>
    /// <param name="request">The request that left them open.</param>
    /// <param name="renames">The guesses, as <c>Table.Old=New</c>.</param>
    /// <returns>The request with the answers.</returns>
    public static HostRequest Ask(IAnsiConsole console, HostRequest request, IReadOnlyList<string> renames)
    {
        var hints = request.Add!.Hints;
        foreach (var rename in renames)
        {
            var at = rename.IndexOf('=', StringComparison.Ordinal);
            var (old, @new) = (rename[..at], rename[(at + 1)..]);
            hints = BinaryQuestion.Ask(
                console, $"EF Core cannot tell what happened to [bold]{old.EscapeMarkup()}[/]. It was",
                $"renamed to {@new}: its values stay", $"dropped, and {@new} is a new column: its values go")
                ? hints with { Renames = [.. hints.Renames, rename] }
                : hints with { NoRenames = [.. hints.NoRenames, old] };
        }

        return request with { Add = request.Add! with { Hints = hints } };
    }
}
