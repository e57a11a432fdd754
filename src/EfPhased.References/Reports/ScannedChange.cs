namespace EfPhased.References.Reports;

/// <summary>
/// A change, what its contract removes, and what a scan found of it.
/// </summary>
internal sealed record ScannedChange(string Change, IReadOnlyList<ReferenceTarget> Targets, ScanResult Result)
{
    /// <summary>Findings that keep the contract from running.</summary>
    public IEnumerable<Finding> Standing => Result.Findings.Where(f => f is { Suppressed: null, Confidence: Confidence.Certain or Confidence.Likely });
}

/// <summary>
/// A scan as reports show it.
/// </summary>
/// <param name="Root">The folder that files are relative to.</param>
/// <param name="Repository">The folder that a build service shows files relative to: the repository's, or the root itself.</param>
/// <param name="ToolVersion">The version that scanned.</param>
/// <param name="Changes">The changes that were scanned for.</param>
internal sealed record ScanReport(string Root, string Repository, string ToolVersion, IReadOnlyList<ScannedChange> Changes)
{
    /// <summary>Reasons that are configured rather than written beside the code.</summary>
    public IReadOnlySet<string> ConfiguredReasons { get; init; } = new HashSet<string>();

    public string FullPath(string file) => Path.GetFullPath(file, Root);

    public string InRepository(string file) => Path.GetRelativePath(Repository, FullPath(file)).Replace('\\', '/');
}
