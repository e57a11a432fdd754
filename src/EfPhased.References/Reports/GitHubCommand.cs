using System.Text;

namespace EfPhased.References.Reports;

/// <summary>
/// One annotation of GitHub Actions, which shows up beside the lines of a pull request.
/// </summary>
/// <remarks>https://docs.github.com/actions/reference/workflow-commands-for-github-actions</remarks>
internal static class GitHubCommand
{
    /// <param name="level">error, warning or notice.</param>
    /// <param name="file">Relative to the repository; null for none.</param>
    /// <param name="line">Starts at 1; 0 for none.</param>
    /// <param name="column">Starts at 1; 0 for none.</param>
    /// <param name="title">A few words.</param>
    /// <param name="message">What is wrong.</param>
    public static string Line(string level, string? file, int line, int column, string title, string message)
    {
        var properties = new List<string>();
        if (file is not null)
            properties.Add($"file={Property(file)}");
        if (line > 0)
            properties.Add(FormattableString.Invariant($"line={line}"));
        if (column > 0)
            properties.Add(FormattableString.Invariant($"col={column}"));
        properties.Add($"title={Property(title)}");
        return $"::{level} {string.Join(',', properties)}::{Data(message)}";
    }

    private static string Data(string text) => new StringBuilder(text).Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A").ToString();

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
