using System.Text.RegularExpressions;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.Text;

/// <summary>
/// Looks at a file of a language that the compiler here does not know: SQL in its texts, and table and column named close together.
/// </summary>
internal sealed class LanguageScan(string file, SourceText source, string content, ScanContext context)
{
    /// <summary>How many lines apart a table and a column still have to do with each other.</summary>
    private const int Near = 3;

    private readonly Language language = Language.Of(file);

    public void Run()
    {
        var parts = language.Split(content);
        var sql = new List<TextSpan>();
        foreach (var text in parts.Texts.Where(t => context.Names.Holds(t.Text) && SqlAnalyzer.StartsStatement(t.Text, context.Targets)))
        {
            sql.Add(text.Whole);
            foreach (var match in SqlAnalyzer.Analyze(text.Text, context.Targets))
                Add(match.Target, text.Locate(match.Start, match.Length), match.Kind, SqlTargets.Worst(match.Confidence, Confidence.Likely),
                    text.Text[match.StatementStart..match.StatementEnd]);
        }

        foreach (var target in context.Request.Targets)
            Together(target, parts, sql);
        if (language.IsRazor)
            Razor(parts);
    }

    private void Together(ReferenceTarget target, LanguageParts parts, List<TextSpan> sql)
    {
        var tables = Words(target.Table, parts, sql);
        if (target.Column is null)
        {
            foreach (var table in tables.Where(IsQuoted))
                Add(target, table, ReferenceKind.Text, Confidence.Likely);
            return;
        }

        foreach (var column in Words(target.Column, parts, sql))
        {
            var line = LineOf(column);
            var near = tables.Where(t => t != column && Math.Abs(LineOf(t) - line) <= Near).ToList();
            if (near.Count == 0)
                continue;
            var sure = near.Any(t => IsJoined(t, column) || (LineOf(t) == line && IsQuoted(t) && IsQuoted(column)));
            Add(target, column, ReferenceKind.Text, sure ? Confidence.Likely : Confidence.Possible);
        }
    }

    /// <summary>Whole words outside comments and outside what was read as SQL, written as the database writes them.</summary>
    private List<TextSpan> Words(string word, LanguageParts parts, List<TextSpan> sql) =>
        [.. Regex.Matches(content, $@"(?<![\w]){Regex.Escape(word)}(?![\w])").Select(m => new TextSpan(m.Index, m.Length)).Where(s =>
            !parts.IsComment(s.Start) && !sql.Any(t => t.Contains(s)))];

    private int LineOf(TextSpan span) => source.Lines.GetLineFromPosition(span.Start).LineNumber;

    /// <summary><c>Customers.Name</c>, <c>"Customers"."Name"</c>, <c>Customers[:Name]</c>.</summary>
    private bool IsJoined(TextSpan table, TextSpan column)
    {
        var between = column.Start >= table.End && column.Start - table.End <= 4 ? content[table.End..column.Start] : "";
        return between.Length > 0 && between.Trim('"', '`', '\'', '[', ']', ':') is "." or "" && between.IndexOfAny(['.', '[']) >= 0;
    }

    private bool IsQuoted(TextSpan word) =>
        word.Start > 0 && word.End < content.Length && content[word.Start - 1] is '"' or '\'' or '`' &&
        content[word.End] == content[word.Start - 1];

    /// <summary>A view's model may be the entity: <c>@Model.Name</c>, <c>asp-for="Name"</c>.</summary>
    private void Razor(LanguageParts parts)
    {
        foreach (var target in context.Request.Targets)
        {
            foreach (var property in target.Properties.Where(p => p.Property is not null))
            {
                var type = property.EntityType[(property.EntityType.LastIndexOfAny(['.', '+']) + 1)..];
                if (!Regex.IsMatch(content, $@"@model\b[^\r\n]*\b{Regex.Escape(type)}\b|\b{Regex.Escape(type)}\b\s+\w+"))
                    continue;
                foreach (
                    Match use in Regex.Matches(content,
                    $"""(?:\w\)?[?!]?\.|(?:asp-for|For|@bind(?:-Value)?)="@?(?:\w+\.)*)(?<name>{Regex.Escape(property.Property!)})\b"""))
                {
                    if (!parts.IsComment(use.Index))
                        Add(target, new TextSpan(use.Groups["name"].Index, use.Groups["name"].Length), ReferenceKind.Property,
                            Confidence.Possible);
                }
            }
        }
    }

    private void Add(ReferenceTarget target, TextSpan span, ReferenceKind kind, Confidence confidence, string? statement = null) =>
        context.Findings.Add(target, file, source, span, kind, confidence,
            statement ?? source.Lines.GetLineFromPosition(span.Start).ToString(), 0);
}
