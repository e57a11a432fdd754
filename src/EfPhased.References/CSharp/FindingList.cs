using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References;

/// <summary>
/// Collects findings from any thread. A place counts once for each target, with the best that is known about it.
/// </summary>
internal sealed class FindingList(string root)
{
    private const int StatementLength = 200;

    private readonly ConcurrentDictionary<(string Target, string File, int Line, int Column), Finding> all = new();

    public IReadOnlyList<Finding> All =>
    [
        .. all.Values
            .OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)
            .ThenBy(f => f.Target, StringComparer.Ordinal),
    ];

    public void Add(Finding finding) =>
        all.AddOrUpdate((finding.Target, finding.File, finding.Line, finding.Column), finding, (_, known) => Better(known, finding));

    public void Add(ReferenceTarget target, string path, SourceText text, TextSpan span, ReferenceKind kind, Confidence confidence,
        string statement, int outer)
    {
        var position = text.Lines.GetLinePosition(span.Start);
        Add(new Finding(target.Name, RelativePath.Of(root, path), position.Line + 1, position.Character + 1, kind, confidence,
            Shorten(statement))
        {
            Length = Math.Min(span.Length, text.Lines[position.Line].End - span.Start),
            OuterLine = outer,
        });
    }

    public void Add(ReferenceTarget target, SyntaxNode node, TextSpan span, ReferenceKind kind, Confidence confidence,
        string? statement = null)
    {
        var tree = node.SyntaxTree;
        SyntaxNode? holder = node.FirstAncestorOrSelf<StatementSyntax>(s => s is not BlockSyntax)
            ?? (SyntaxNode?)node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var outer = holder is null ? 0 : tree.GetText().Lines.GetLinePosition(holder.SpanStart).Line + 1;
        var text = tree.GetText();
        Add(target, tree.FilePath, text, span, kind, confidence, statement ?? LineOf(text, span), outer);
    }

    public static string Shorten(string statement)
    {
        var line = string.Join(' ', statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= StatementLength ? line : line[..(StatementLength - 1)] + "…";
    }

    private static string LineOf(SourceText text, TextSpan span) => text.Lines.GetLineFromPosition(span.Start).ToString();

    private static Finding Better(Finding one, Finding other) =>
        (other.Confidence, other.Kind).CompareTo((one.Confidence, one.Kind)) < 0 ? other : one;
}
