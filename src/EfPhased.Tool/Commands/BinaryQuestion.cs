using Spectre.Console;

namespace EfPhased.Tool.Commands;

/// <summary>
/// A question in a terminal that has two answers.
/// </summary>
internal static class BinaryQuestion
{
    /// <param name="console">The terminal.</param>
    /// <param name="title">The question, as markup.</param>
    /// <param name="first">The answer that Enter gives.</param>
    /// <param name="second">The other one.</param>
    /// <returns>True for the first.</returns>
    public static bool Ask(IAnsiConsole console, string title, string first, string second)
        => console.Prompt(new SelectionPrompt<string> { Title = title, Converter = choice => choice.EscapeMarkup() }.AddChoices(first, second)) == first;
}
