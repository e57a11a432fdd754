using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EfPhased.References.CSharp.Folding;

/// <summary>
/// Where in the source each character of a string literal's value is written.
/// </summary>
internal static class LiteralText
{
    /// <summary>The positions of a token's characters, and one more for its end.</summary>
    /// <param name="verbatim">For a token inside an interpolated string: whether that is verbatim.</param>
    public static int[] Positions(SyntaxToken token, bool verbatim = false)
    {
        var text = token.Text;
        var value = token.ValueText;
        return token.Kind() switch
        {
            SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken =>
                Plain(value, token.SpanStart + QuotesOf(text)),
            SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken =>
                Lines(text, value, token.SpanStart, text.IndexOf('\n', StringComparison.Ordinal) + 1),
            SyntaxKind.InterpolatedStringTextToken when verbatim => Escaped(text, value, token.SpanStart, 0, verbatim: true),
            SyntaxKind.InterpolatedStringTextToken => text == value ? Plain(value, token.SpanStart) : Interpolated(text, value, token),
            _ when text.StartsWith('@') => Escaped(text, value, token.SpanStart, 2, verbatim: true),
            _ => Escaped(text, value, token.SpanStart, 1, verbatim: false),
        };
    }

    private static int QuotesOf(string text) => text.TakeWhile(c => c == '"').Count();

    private static int[] Plain(string value, int start)
    {
        var positions = new int[value.Length + 1];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = start + i;
        return positions;
    }

    /// <summary>A raw literal of several lines loses its indentation: each line of the value is the end of a line of the source.</summary>
    private static int[] Lines(string text, string value, int start, int at)
    {
        var positions = new int[value.Length + 1];
        var index = 0;
        foreach (var line in value.Split('\n'))
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
                end = text.Length;
            var from = Math.Max(at, end - line.Length);
            for (var i = 0; i <= line.Length && index < positions.Length; i++)
                positions[index++] = start + from + i;
            at = Math.Min(end + 1, text.Length);
        }

        return positions;
    }

    private static int[] Interpolated(string text, string value, SyntaxToken token)
    {
        var multiLineRaw = token.Parent?.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.InterpolatedStringExpressionSyntax whole &&
            whole.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken);
        return multiLineRaw ? Lines(text, value, token.SpanStart, 0) : Escaped(text, value, token.SpanStart, 0, verbatim: false);
    }

    private static int[] Escaped(string text, string value, int start, int at, bool verbatim)
    {
        var positions = new int[value.Length + 1];
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = start + Math.Min(at, text.Length);
            if (at >= text.Length || i == value.Length)
                continue;
            var (length, units) = Unit(text, at, verbatim);
            at += length;
            if (units == 2 && ++i < positions.Length)
                positions[i] = positions[i - 1];
        }

        return positions;
    }

    /// <summary>How long the next character is in the source, and in the value.</summary>
    private static (int Length, int Units) Unit(string text, int at, bool verbatim)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        if ((text[at] == '{' && next == '{') || (text[at] == '}' && next == '}'))
            return (IsInterpolatedText(text) ? 2 : 1, 1);
        if (verbatim)
            return (text[at] == '"' && next == '"' ? 2 : 1, 1);
        if (text[at] != '\\')
            return (1, 1);
        if (next == 'U')
            return (10, at + 10 <= text.Length &&
                int.TryParse(text.AsSpan(at + 2, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) &&
                code > 0xFFFF ? 2 : 1);
        if (next == 'x')
            return (2 + text.Skip(at + 2).Take(4).TakeWhile(char.IsAsciiHexDigit).Count(), 1);
        return (next == 'u' ? 6 : 2, 1);
    }

    private static bool IsInterpolatedText(string text) => text.Length > 0 && text[0] is not ('"' or '@');
}
