using EfPhased.Design.Hosting.Protocol;
using Spectre.Console;

namespace EfPhased.Tool.Commands;

/// <summary>
/// Asks about columns that go from one table while one like them comes into another.
/// </summary>
internal static class MovePrompt
{
    /// <param name="console">The terminal.</param>
    /// <param name="request">The request that left them open.</param>
    /// <param name="moves">What may have moved, as <c>A.X=B.X</c>.</param>
    /// <returns>The request with the answers.</returns>
    public static HostRequest Ask(IAnsiConsole console, HostRequest request, IReadOnlyList<string> moves)
    {
        var hints = request.Add!.Hints;
        foreach (var move in moves)
        {
            var at = move.IndexOf('=', StringComparison.Ordinal);
            var (old, @new) = (move[..at], move[(at + 1)..]);
            hints = BinaryQuestion.Ask(
                console, $"[bold]{old.EscapeMarkup()}[/] goes, and [bold]{@new.EscapeMarkup()}[/] comes. It was",
                $"moved to {@new}: its values go along", $"dropped, and {@new} is a new column: its values go")
                ? hints with { Moves = [.. hints.Moves, move] }
                : hints with { NoRenames = [.. hints.NoRenames, old] };
        }

        return request with { Add = request.Add! with { Hints = hints } };
    }
}
