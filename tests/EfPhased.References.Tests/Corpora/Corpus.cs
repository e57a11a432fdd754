namespace EfPhased.References.Tests.Corpora;

/// <summary>
/// A copy of a corpus without its marks, and the scan of it.
/// </summary>
internal sealed class Corpus : IDisposable
{
    private static readonly string[] OtherFiles =
        ["**/*.py", "**/*.js", "**/*.ts", "**/*.java", "**/*.rb", "**/*.go", "**/*.yml", "**/*.rdl", "**/*.cshtml", "**/*.php"];

    private Corpus(string root, IReadOnlyList<Planted> planted)
    {
        Root = root;
        Planted = planted;
    }

    public string Root { get; }

    public IReadOnlyList<Planted> Planted { get; }

    public static Corpus Copy(string name)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Corpus", name);
        var root = Directory.CreateTempSubdirectory("efphased-corpus-").FullName;
        var planted = new List<Planted>();
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, path).Replace('\\', '/');
            var (text, marks) = Corpora.Planted.Read(relative, File.ReadAllText(path));
            planted.AddRange(marks);
            var copy = Path.Combine(root, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, text);
        }

        return new Corpus(root, planted);
    }

    public ScanRequest Request(SqlFlavor flavor, IReadOnlyList<ReferenceTarget> targets, params string[] projects) => new(Root, flavor, targets)
    {
        Projects = [.. projects.Select((_, i) => Command(projects, i))],
        Files = [new FileSet(Root, OtherFiles)],
        OwnMigrations = ["20260201000000_Rename_Contract"],
        PendingMigrations = ["20260301000000_Later"],
    };

    /// <summary>A project is a folder; each references those before it, by an output that nobody has built.</summary>
    private CompilerCommand Command(string[] projects, int index)
    {
        var directory = Path.Combine(Root, projects[index]);
        return new CompilerCommand(
            Path.Combine(directory, projects[index] + ".csproj"),
            directory,
            [
                "/noconfig", "/nostdlib+", "/target:library", "/nullable:enable", "/langversion:latest", $"/out:obj/{projects[index]}.dll",
                .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(a => !Path.GetFileName(a).StartsWith("EfPhased", StringComparison.Ordinal)).Select(a => $"/reference:{a}"),
                .. projects.Take(index).Select(p => $"/reference:{Path.Combine(Root, p, "bin", p + ".dll")}"),
                .. Directory.EnumerateFiles(directory, "*.cs", SearchOption.AllDirectories),
            ]);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
