namespace EfPhased.References.Tests.Unit;

/// <summary>
/// Scans files that a test writes down, and gives what is found as <c>file(line,column): kind confidence</c>.
/// </summary>
internal sealed class Snippet : IDisposable
{
    public static readonly ReferenceTarget CustomerName = new("Customers", "Name") { Properties = [new("Shop.Customer", "Name")] };

    /// <summary>Something to take SQL, so that tests need no packages.</summary>
    private const string Database = """
        namespace Shop;

        public static class Database
        {
            public static int Run(string sql) => sql.Length;
        }
        """;

    private readonly List<string> sources = [];

    public Snippet()
    {
        Add("Database.cs", Database);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("efphased-snippet-").FullName;

    public SqlFlavor Flavor { get; init; } = SqlFlavor.PostgreSql;

    public IReadOnlyList<ReferenceTarget> Targets { get; init; } = [CustomerName];

    public Snippet Add(string file, string content)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        if (file.EndsWith(".cs", StringComparison.Ordinal))
            sources.Add(path);
        return this;
    }

    public ScanResult Scan(Func<ScanRequest, ScanRequest>? change = null)
    {
        var command = new CompilerCommand(
            Path.Combine(Root, "App.csproj"),
            Root,
            [
                "/noconfig", "/nostdlib+", "/target:library", "/langversion:latest", "/out:obj/App.dll",
                .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(a => Path.GetFileName(a).StartsWith("System", StringComparison.Ordinal)).Select(a => $"/reference:{a}"),
                .. sources,
            ]);
        var request = new ScanRequest(Root, Flavor, Targets) { Projects = [command] };
        return ReferenceScan.Scan(change is null ? request : change(request), default);
    }

    public string Found(Func<ScanRequest, ScanRequest>? change = null) =>
        string.Join('\n', Scan(change).Findings.Select(f => $"{f.File}({f.Line},{f.Column}): {f.Kind} {f.Confidence}"));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
