using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.Text;

/// <summary>
/// How a language writes comments and texts.
/// </summary>
/// <param name="LineComments">What starts a comment up to the end of the line.</param>
/// <param name="Quotes">What encloses a text, longest first.</param>
/// <param name="Escapes">Whether a backslash escapes in texts.</param>
internal sealed record Language(string[] LineComments, (string Open, string Close)[] BlockComments, string[] Quotes, bool Escapes = true)
{
    private static readonly Language CLike = new(["//"], [("/*", "*/")], ["\"\"\"", "\"", "'", "`"]);
    private static readonly Language Hash = new(["#"], [], ["\"\"\"", "'''", "\"", "'"]);
    private static readonly Language Ruby = new(["#"], [("\n=begin", "\n=end")], ["\"", "'", "`"]) { HasHereDocuments = true };
    private static readonly Language Yaml = new(["#"], [], ["\"", "'"]) { HasBlocks = true };
    private static readonly Language Markup = new([], [("<!--", "-->"), ("@*", "*@")], ["\"", "'"], Escapes: false) { IsMarkup = true };
    private static readonly Language Basic = new(["'"], [], ["\""], Escapes: false);
    private static readonly Language Plain = new([], [], ["\"", "'"]);

    public bool IsMarkup { get; init; }

    public bool IsRazor { get; init; }

    public bool HasHereDocuments { get; init; }

    public bool HasBlocks { get; init; }

    public static Language Of(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".cs" or ".fs" or ".js" or ".jsx" or ".mjs" or ".cjs" or ".ts" or ".tsx" or ".java" or ".kt" or ".kts" => CLike,
        ".scala" or ".groovy" or ".go" or ".rs" or ".swift" or ".dart" or ".c" or ".cc" or ".cpp" or ".h" => CLike,
        ".php" => CLike with { LineComments = ["//", "#"], HasHereDocuments = true },
        ".py" or ".pyi" or ".r" or ".jl" => Hash,
        ".rb" or ".rake" or ".sh" or ".bash" or ".ps1" or ".pl" or ".pm" or ".ex" or ".exs" => Ruby,
        ".yml" or ".yaml" or ".toml" or ".tf" or ".properties" or ".ini" or ".env" => Yaml,
        ".cshtml" or ".razor" => Markup with { IsRazor = true },
        ".xml" or ".rdl" or ".rdlc" or ".html" or ".htm" or ".config" or ".xaml" or ".xslt" or ".jrxml" or ".vue" => Markup,
        ".vb" => Basic,
        _ => Plain,
    };

    public LanguageParts Split(string content) => LanguageSplitter.Split(content, this);
}

/// <summary>A text in a file, put together from its parts, with where each character of it is written.</summary>
internal sealed record LanguageText(string Text, int[] Positions)
{
    public TextSpan Whole => Text.Length == 0 ? default : TextSpan.FromBounds(Positions[0], Positions[^1] + 1);

    public TextSpan Locate(int start, int length) =>
        TextSpan.FromBounds(Positions[start], Positions[Math.Min(start + length, Positions.Length) - 1] + 1);
}

internal sealed record LanguageParts(IReadOnlyList<LanguageText> Texts, IReadOnlyList<TextSpan> Comments)
{
    public bool IsComment(int position) => Comments.Any(c => c.Contains(position));
}
