using Microsoft.Extensions.FileSystemGlobbing;

namespace EfPhased.References.Files;

/// <summary>
/// Globs over relative paths. A plain <c>**/*.ext</c> is answered without the matcher, because every file is asked.
/// </summary>
internal sealed class GlobSet
{
    private readonly HashSet<string> extensions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Matcher? matcher;

    public GlobSet(IEnumerable<string> globs)
    {
        foreach (var glob in globs)
        {
            var pattern = glob.Replace('\\', '/');
            var name = pattern.StartsWith("**/", StringComparison.Ordinal) ? pattern[3..] : pattern.Contains('/', StringComparison.Ordinal)
                ? "" : pattern;
            if (name.StartsWith("*.", StringComparison.Ordinal) && name.IndexOfAny(['*', '?', '/', '.'], 2) < 0)
                extensions.Add(name[1..]);
            else
                (matcher ??= new Matcher(StringComparison.OrdinalIgnoreCase)).AddInclude(pattern.Contains('/', StringComparison.Ordinal)
                    ? pattern : $"**/{pattern}");
        }
    }

    public bool IsEmpty => extensions.Count == 0 && matcher is null;

    /// <summary>Whether an extension alone does not always decide.</summary>
    public bool NeedsPath => matcher is not null;

    public bool Matches(ReadOnlySpan<char> extension) => extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(extension);

    public bool Matches(string relativePath) =>
        Matches(Path.GetExtension(relativePath.AsSpan())) || (matcher is not null && matcher.Match(relativePath).HasMatches);
}
