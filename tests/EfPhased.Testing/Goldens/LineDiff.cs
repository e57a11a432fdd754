using System.Text;

namespace EfPhased.Testing.Goldens;

/// <summary>The longest-common-subsequence diff of two texts, with three lines of context.</summary>
public static class LineDiff
{
    private const int Context = 3;

    public static string Render(string expected, string actual)
    {
        var lines = Compare(expected.TrimEnd('\n').Split('\n'), actual.TrimEnd('\n').Split('\n'));
        StringBuilder text = new();
        var skipped = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = Enumerable.Range(i - Context, 2 * Context + 1).Any(j => j >= 0 && j < lines.Count && lines[j].Mark != ' ');
            if (near)
                text.Append(skipped ? "  ...\n" : "").Append(lines[i].Mark).Append(' ').Append(lines[i].Text).Append('\n');
            skipped = !near;
        }

        return text.ToString();
    }

    private static List<(char Mark, string Text)> Compare(string[] expected, string[] actual)
    {
        var common = new int[expected.Length + 1, actual.Length + 1];
        for (var i = expected.Length - 1; i >= 0; i--)
            for (var j = actual.Length - 1; j >= 0; j--)
                common[i, j] = expected[i] == actual[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        List<(char, string)> lines = [];
        for (int i = 0, j = 0; i < expected.Length || j < actual.Length;)
        {
            if (i < expected.Length && j < actual.Length && expected[i] == actual[j])
            {
                lines.Add((' ', expected[i]));
                i++;
                j++;
            }
            else if (j == actual.Length || (i < expected.Length && common[i + 1, j] >= common[i, j + 1]))
                lines.Add(('-', expected[i++]));
            else
                lines.Add(('+', actual[j++]));
        }

        return lines;
    }
}
