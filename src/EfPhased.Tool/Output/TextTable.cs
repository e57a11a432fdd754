using Spectre.Console;

namespace EfPhased.Tool.Output;

/// <summary>
/// Lines whose columns stand below each other.
/// </summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">Cells of plain text.</param>
    /// <param name="style">The style of a cell, by row and column; null for none.</param>
    /// <returns>Lines of markup without trailing spaces.</returns>
    public static IEnumerable<string> Align(IReadOnlyList<IReadOnlyList<string>> rows, Func<int, int, string?>? style = null)
    {
        var widths = new List<int>();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (i == widths.Count)
                    widths.Add(0);
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        return rows.Select((row, r) => Line(row, r));

        string Line(IReadOnlyList<string> row, int r)
        {
            var last = row.Count - 1;
            while (last > 0 && row[last].Length == 0)
                last--;
            return string.Join(Gap, row.Take(last + 1).Select((cell, c) => Styled(c == last ? cell : cell.PadRight(widths[c]), style?.Invoke(r, c))));
        }
    }

    public static string Styled(string text, string? style) => style is null ? text.EscapeMarkup() : $"[{style}]{text.EscapeMarkup()}[/]";
}
