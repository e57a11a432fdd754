using System.Collections.Concurrent;

namespace EfPhased.References;

/// <summary>
/// Collects what a scan could not look at; from any thread.
/// </summary>
internal sealed class ScanProblems(string root)
{
    private readonly ConcurrentDictionary<ScanProblem, byte> all = new();

    public IReadOnlyList<ScanProblem> All =>
        [.. all.Keys.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Message, StringComparer.Ordinal)];

    public void Add(string code, string file, string message, int line = 0) =>
        all.TryAdd(new ScanProblem(code, RelativePath.Of(root, file), line, message), 0);
}
