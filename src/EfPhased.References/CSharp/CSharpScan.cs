using System.Collections.Concurrent;
using EfPhased.References.Files;
using Microsoft.CodeAnalysis;

namespace EfPhased.References.CSharp;

/// <summary>
/// Scans the C# of all projects: text first, the compiler only for projects with files that can matter, and there only those files.
/// Texts that a file takes from elsewhere bring it in too, round by round.
/// </summary>
internal sealed class CSharpScan(ScanContext context, FileFilter filter)
{
    private const int MostRounds = 8;

    private readonly Compilations compilations = new(context.Request.Projects, context.Problems);
    private readonly Dictionary<CompilerCommand, ProjectScan?> scans = [];
    private readonly Dictionary<CompilerCommand, Dictionary<string, SyntaxTree>> trees = [];
    private readonly HashSet<string> semantic = new(StringComparer.Ordinal);

    /// <summary>The files that the compiler was asked about.</summary>
    public IReadOnlyCollection<string> Files => semantic;

    public void Run(
        IReadOnlyDictionary<string, List<CompilerCommand>> sources, IReadOnlyCollection<string> candidates, CancellationToken cancellation)
    {
        var first = ByProject(sources, candidates);
        ForEach(first, (scan, tree) => scan.FindIgnored(tree), cancellation);
        ForEach(first, (scan, tree) => scan.Scan(tree), cancellation);
        for (var round = 0; round < MostRounds && context.Tainted.Take() is { Count: > 0 } members; round++)
        {
            ForEach(ByProject(sources, Users(sources, members)), (scan, tree) => scan.ScanUses(tree, members), cancellation);
        }
    }

    private HashSet<string> Users(
        IReadOnlyDictionary<string, List<CompilerCommand>> sources, IReadOnlyDictionary<string, TaintedName> members)
    {
        var names = members.Where(m => m.Value.IsOpen).Select(m => m.Key).ToList();
        var users = members.Values.SelectMany(m => m.Files).Where(sources.ContainsKey).ToHashSet(StringComparer.Ordinal);
        if (names.Count > 0)
            users.UnionWith(filter.Find([.. sources.Keys], names));
        return users;
    }

    private static Dictionary<CompilerCommand, List<string>> ByProject(
        IReadOnlyDictionary<string, List<CompilerCommand>> sources, IReadOnlyCollection<string> files)
    {
        var projects = new Dictionary<CompilerCommand, List<string>>();
        foreach (var file in files)
        {
            foreach (var command in sources[file])
            {
                if (!projects.TryGetValue(command, out var list))
                    projects[command] = list = [];
                list.Add(file);
            }
        }

        return projects;
    }

    private void ForEach(
        Dictionary<CompilerCommand, List<string>> projects, Action<ProjectScan, SyntaxTree> look, CancellationToken cancellation)
    {
        foreach (var (command, files) in projects)
        {
            if (Open(command) is not { } scan)
                continue;
            semantic.UnionWith(files);
            Parallel.ForEach(Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = cancellation }, file =>
            {
                if (trees[command].TryGetValue(file, out var tree))
                    look(scan, tree);
            });
        }
    }

    private ProjectScan? Open(CompilerCommand command)
    {
        if (scans.TryGetValue(command, out var scan))
            return scan;
        if (compilations.Get(command) is not { } compilation)
            return scans[command] = null;
        trees[command] = compilation.SyntaxTrees
            .DistinctBy(t => Path.GetFullPath(t.FilePath))
            .ToDictionary(t => Path.GetFullPath(t.FilePath), StringComparer.Ordinal);
        return scans[command] = new ProjectScan(compilation, context);
    }
}
