using EfPhased.References.Files;

namespace EfPhased.References.Suppressing;

/// <summary>
/// Sets aside the findings that somebody gave a reason for, and tells which reasons were for nothing.
/// </summary>
internal sealed class Suppressions(ScanRequest request, ScanProblems problems)
{
    private readonly Dictionary<string, List<Suppression>> inFiles = new(StringComparer.Ordinal);
    private readonly HashSet<Suppression> used = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ConfiguredSuppression> usedConfigured = [];
    private readonly List<(ConfiguredSuppression Suppression, GlobSet Files)> configured = [];

    public void Read(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var found = Suppression.Find(File.ReadAllText(file)).ToList();
            var path = RelativePath.Of(request.Root, file);
            foreach (var suppression in found.Where(s => s.Reason.Length == 0))
                problems.Add("EFP6053", file,
                    "A suppression gives no reason, so it does not count. " +
                    $"Write why: '{NameFilter.Marker} read by the old report until June'.",
                    suppression.Line);
            if (found.Any(s => s.Reason.Length > 0))
                inFiles[path] = [.. found.Where(s => s.Reason.Length > 0)];
        }

        foreach (var suppression in request.Suppressions)
        {
            if (string.IsNullOrWhiteSpace(suppression.Reason))
                problems.Add("EFP6053", request.Root,
                    $"The configured suppression of '{suppression.Files}' gives no reason, so it does not count. Set its 'reason'.");
            else
                configured.Add((suppression, new GlobSet([suppression.Files])));
        }
    }

    public Finding Apply(Finding finding)
    {
        if (inFiles.TryGetValue(finding.File, out var here) &&
            here.Find(s => s.Applies == finding.Line || (s.Applies == finding.OuterLine && finding.OuterLine > 0)) is { } suppression)
        {
            used.Add(suppression);
            return finding with { Suppressed = suppression.Reason };
        }

        foreach (var (candidate, files) in configured)
        {
            if ((candidate.Target is null || string.Equals(candidate.Target, finding.Target, StringComparison.OrdinalIgnoreCase)) &&
                files.Matches(finding.File))
            {
                usedConfigured.Add(candidate);
                return finding with { Suppressed = candidate.Reason };
            }
        }

        return finding;
    }

    public IReadOnlyList<UnusedSuppression> Unused =>
    [
        .. inFiles.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f =>
            f.Value.Where(s => !used.Contains(s)).Select(s => new UnusedSuppression(f.Key, s.Line, null, null, s.Reason))),
        .. configured.Select(c => c.Suppression).Where(c => !usedConfigured.Contains(c)).Select(c =>
            new UnusedSuppression(null, 0, c.Files, c.Target, c.Reason)),
    ];
}
