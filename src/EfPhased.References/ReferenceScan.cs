using System.Text.RegularExpressions;
using EfPhased.References.CSharp;
using EfPhased.References.Files;
using EfPhased.References.Suppressing;
using EfPhased.References.Text;

namespace EfPhased.References;

/// <summary>
/// Finds what in source code still refers to what a contract removes.
/// </summary>
internal sealed partial class ReferenceScan
{
    private readonly ScanRequest request;
    private readonly ScanContext context;
    private readonly FileFilter filter;

    private ReferenceScan(ScanRequest request)
    {
        this.request = request with { Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Root)) };
        context = new ScanContext(this.request);
        filter = new FileFilter(context.Problems);
    }

    public static ScanResult Scan(ScanRequest request, CancellationToken cancellation) => new ReferenceScan(request).Run(cancellation);

    private ScanResult Run(CancellationToken cancellation)
    {
        var sources = Sources();
        var others = Others(sources);
        var names = new NameFilter(context.Names.Columns, context.Names.Tables);
        var hits = filter.Find([.. sources.Keys, .. others], names, f =>
            sources.ContainsKey(f) ? NameHits.Column : NameHits.Column | NameHits.Table);
        cancellation.ThrowIfCancellationRequested();

        var candidates = hits.Where(h => Matters(h.Value)).Select(h => h.Key).Order(StringComparer.Ordinal).ToList();
        var csharp = candidates.Where(f => sources.ContainsKey(f) && !IsGenerated(f)).ToList();
        var texts = candidates.Where(f => !sources.ContainsKey(f)).ToList();
        TextScan.ReadResources(texts, context);
        var scan = new CSharpScan(context, filter);
        scan.Run(sources, csharp, cancellation);
        foreach (var file in texts)
        {
            cancellation.ThrowIfCancellationRequested();
            TextScan.Scan(file, context);
        }

        var suppressions = new Suppressions(request, context.Problems);
        suppressions.Read(hits.Keys.Concat(scan.Files).Distinct());
        var findings = context.Findings.All.Select(suppressions.Apply).ToList();
        return new ScanResult(
            findings,
            new ScanCounts(request.Projects.Count, sources.Count + others.Count, filter.Read, csharp.Count + texts.Count, scan.Files.Count),
            suppressions.Unused,
            context.Problems.All);
    }

    private static bool Matters(NameHits hits) => (hits & NameHits.Column) != 0 || (hits & NameHits.Star) != 0;

    /// <summary>The C# files that people write, with the projects that compile them.</summary>
    private Dictionary<string, List<CompilerCommand>> Sources()
    {
        var excludes = new GlobSet(request.Excludes);
        var sources = new Dictionary<string, List<CompilerCommand>>(StringComparer.Ordinal);
        foreach (var command in request.Projects)
        {
            foreach (var file in SourceList.Of(command))
            {
                if (sources.TryGetValue(file, out var known))
                    known.Add(command);
                else if (!SourceList.IsGenerated(file) && !IsPastMigration(file) &&
                    (excludes.IsEmpty || !excludes.Matches(RelativePath.Of(request.Root, file))))
                    sources[file] = [command];
            }
        }

        return sources;
    }

    private HashSet<string> Others(Dictionary<string, List<CompilerCommand>> sources)
    {
        var excludes = new GlobSet(request.Excludes);
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var set in request.Files.Append(new FileSet(request.Root, ["**/*.sql", "**/*.resx"])).GroupBy(f =>
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(f.Root, request.Root))))
        {
            if (!Directory.Exists(set.Key))
                context.Problems.Add("EFP6054", set.Key, $"The folder '{set.Key}' does not exist, so nothing in it was looked at.");
            else
                files.UnionWith(
                    FileWalk.List(set.Key, new GlobSet(set.SelectMany(s => s.Globs)), excludes).Where(f =>
                    !sources.ContainsKey(f) && !IsPastMigration(f)));
        }

        return files;
    }

    /// <summary>
    /// A migration that has run does nothing any more, and those of the change itself name what goes because they remove it.
    /// </summary>
    private bool IsPastMigration(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return request.OwnMigrations.Contains(name) ||
            (MigrationId().IsMatch(name) && !request.PendingMigrations.Contains(name) && IsMigration(file));
    }

    private bool IsMigration(string file) =>
        file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) &&
        Tells(file, static text => text.Contains("Migration", StringComparison.Ordinal));

    private bool IsGenerated(string file) => Tells(file, SourceList.IsGenerated);

    private bool Tells(string file, TextTest test)
    {
        try
        {
            return test(new SourceReader().Read(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Problems.Add("EFP6052", file, $"The file could not be read: {e.Message}");
            return false;
        }
    }

    private delegate bool TextTest(ReadOnlySpan<char> text);

    [GeneratedRegex(@"^\d{14}_\w")]
    private static partial Regex MigrationId();
}
