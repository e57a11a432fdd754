using System.Xml;
using System.Xml.Linq;
using EfPhased.References.CSharp.Folding;
using EfPhased.References.Sql;
using Microsoft.CodeAnalysis.Text;

namespace EfPhased.References.Text;

/// <summary>
/// Looks at files that are no C#.
/// </summary>
internal static class TextScan
{
    public static void Scan(string file, ScanContext context)
    {
        var content = File.ReadAllText(file);
        var source = SourceText.From(content);
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".sql":
                Report(file, source, content, 0, Confidence.Certain, context);
                break;
            case ".resx":
                ScanResources(file, source, context);
                break;
            default:
                new LanguageScan(file, source, content, context).Run();
                break;
        }
    }

    public static void ReadResources(IEnumerable<string> files, ScanContext context)
    {
        foreach (var file in files.Where(IsResource))
        {
            if (Load(file, context) is not { } document)
                continue;
            context.Resources.Add(file, document);
            foreach (var (key, element) in ResourceFiles.Strings(document))
            {
                if (context.Names.Holds(element.Value))
                    context.Tainted.AddResource(key);
            }
        }
    }

    public static void Report(string file, SourceText source, string sql, int offset, Confidence atBest, ScanContext context)
    {
        foreach (var match in SqlAnalyzer.Analyze(sql, context.Targets))
        {
            var statement = sql[match.StatementStart..match.StatementEnd];
            context.Findings.Add(
                match.Target, file, source, new TextSpan(match.Start + offset, match.Length), match.Kind,
                    SqlTargets.Worst(match.Confidence, atBest), statement, 0);
        }
    }

    private static bool IsResource(string file) => file.EndsWith(".resx", StringComparison.OrdinalIgnoreCase);

    private static void ScanResources(string file, SourceText source, ScanContext context)
    {
        if (Load(file, context) is not { } document)
            return;
        foreach (var (_, element) in ResourceFiles.Strings(document))
        {
            if (!SqlAnalyzer.StartsStatement(element.Value, context.Targets))
                continue;
            foreach (var match in SqlAnalyzer.Analyze(element.Value, context.Targets))
            {
                var statement = element.Value[match.StatementStart..match.StatementEnd];
                context.Findings.Add(
                    match.Target, file, source, XmlPositions.Locate(source, element, match.Start, match.Length), match.Kind,
                    SqlTargets.Worst(match.Confidence, Confidence.Likely), statement, 0);
            }
        }
    }

    private static XDocument? Load(string file, ScanContext context)
    {
        try
        {
            return XDocument.Load(file, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        }
        catch (XmlException e)
        {
            context.Problems.Add("EFP6052", file, $"The file is no XML that can be read: {e.Message}", e.LineNumber);
            return null;
        }
    }
}
