using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.Editing;

/// <summary>
/// Maps a property to a column by an edit of the source: the <c>HasColumnName</c> that is there, the <c>[Column]</c> that is there,
/// or a new <c>[Column]</c>.
/// </summary>
internal static class ColumnNameEditor
{
    private const string Attribute = "System.ComponentModel.DataAnnotations.Schema.Column";

    /// <param name="name">The property and the column.</param>
    /// <param name="files">The sources to look through.</param>
    /// <returns>What to edit: one place, or none, or several that a class's name would tell apart.</returns>
    public static IReadOnlyList<SourceEdit> Find(ColumnName name, IEnumerable<string> files)
    {
        var calls = new List<SourceEdit>();
        var declarations = new List<SourceEdit>();
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            if (!text.Contains(name.Property, StringComparison.Ordinal) || IsHistory(text))
                continue;
            var root = CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), path: file).GetCompilationUnitRoot();
            calls.AddRange(FluentMapping.Of(name, root).Select(literal => Edit(file, text, literal.Span, Literal(name.Column))));
            declarations.AddRange(root.DescendantNodes().OfType<PropertyDeclarationSyntax>()
                .Where(p => p.Identifier.ValueText == name.Property && IsIn(p, name.Type) && IsMappable(p))
                .Select(p => Edit(file, text, p, name.Column)));
        }

        // The fluent API has the last word over attributes.
        return calls.Count > 0 ? calls : declarations;
    }

    private static SourceEdit Edit(string file, string text, PropertyDeclarationSyntax property, string column)
    {
        var attribute = property.AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(a => a.Name.ToString().Split('.')[^1] is "Column" or "ColumnAttribute");
        if (attribute?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals is null) is { } argument)
            return Edit(file, text, argument.Span, Literal(column));
        if (attribute?.ArgumentList is { Arguments.Count: > 0 } named)
            return Edit(file, text, new TextSpan(named.Arguments[0].SpanStart, 0), Literal(column) + ", ");

        var start = property.GetFirstToken().SpanStart;
        var lineStart = text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        var before = text[lineStart..start];
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var separator = string.IsNullOrWhiteSpace(before) ? newLine + before : " ";
        return Edit(file, text, new TextSpan(start, 0), $"[{Attribute}({Literal(column)})]{separator}");
    }

    private static SourceEdit Edit(string file, string text, TextSpan span, string with)
        => new(file, text[..span.Start].Count(c => c == '\n') + 1, text[..span.Start] + with + text[span.End..]);

    // Snapshots map properties too, those of the models that were.
    private static bool IsHistory(string text)
        => text.Contains(": ModelSnapshot", StringComparison.Ordinal) || text.Contains("[Migration(", StringComparison.Ordinal);

    // A static property is never mapped, nor one of a static class or an interface.
    private static bool IsMappable(PropertyDeclarationSyntax property)
        => property.Parent is ClassDeclarationSyntax or RecordDeclarationSyntax && !property.Modifiers.Any(SyntaxKind.StaticKeyword);

    private static bool IsIn(SyntaxNode property, string? type)
    {
        if (type is null)
            return true;
        var names = property.Ancestors().Select(a => a switch
        {
            TypeDeclarationSyntax t => t.Identifier.ValueText,
            BaseNamespaceDeclarationSyntax n => n.Name.ToString(),
            _ => null,
        }).OfType<string>().Reverse();
        var full = string.Join('.', names);
        return full == type || full.EndsWith("." + type, StringComparison.Ordinal);
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

/// <summary>One edit of a source file, not yet written.</summary>
/// <param name="File">The file's full path.</param>
/// <param name="Line">The line of the edit, counted from 1.</param>
/// <param name="Text">The file's text after the edit.</param>
internal sealed record SourceEdit(string File, int Line, string Text);
