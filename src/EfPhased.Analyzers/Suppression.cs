using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace EfPhased.Analyzers;

/// <summary>
/// <c>// ef-phased:ignore REASON</c> on the line or the line above, as the scan of <c>dotnet ef-phased references</c> reads it.
/// </summary>
internal static class Suppression
{
    private static readonly Regex Comment = new(@"//\s*ef-phased:ignore\s+\S", RegexOptions.CultureInvariant);

    public static bool Covers(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(node.SpanStart);
        return Comment.IsMatch(line.ToString()) || (line.LineNumber > 0 && Comment.IsMatch(text.Lines[line.LineNumber - 1].ToString()));
    }
}
