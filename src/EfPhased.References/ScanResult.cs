namespace EfPhased.References;

/// <summary>
/// What a scan found, and how much it looked at.
/// </summary>
/// <param name="Findings">In order of file and line; suppressed ones included.</param>
/// <param name="UnusedSuppressions">Suppressions that suppressed nothing.</param>
/// <param name="Problems">What could not be looked at as it should have been.</param>
internal sealed record ScanResult(
    IReadOnlyList<Finding> Findings,
    ScanCounts Counts,
    IReadOnlyList<UnusedSuppression> UnusedSuppressions,
    IReadOnlyList<ScanProblem> Problems)
{
    /// <summary>The findings that nobody has given a reason for, by kind.</summary>
    public IReadOnlyDictionary<ReferenceKind, int> Kinds =>
        Findings.Where(f => f.Suppressed is null).GroupBy(f => f.Kind).ToDictionary(g => g.Key, g => g.Count());
}

/// <param name="Projects">C# projects.</param>
/// <param name="Files">Files whose names were looked at and that were not left out.</param>
/// <param name="Read">Files whose content was read.</param>
/// <param name="Candidates">Files that hold a name that matters, and were analysed.</param>
/// <param name="Semantic">C# files that the compiler's semantic model was asked about.</param>
internal sealed record ScanCounts(int Projects, int Files, int Read, int Candidates, int Semantic);

/// <param name="File">The file that holds the suppression; null for a configured one.</param>
/// <param name="Line">From 1; 0 for a configured one.</param>
/// <param name="Files">The glob of a configured one.</param>
/// <param name="Target">The target that a configured one is for.</param>
internal sealed record UnusedSuppression(string? File, int Line, string? Files, string? Target, string Reason);

/// <param name="Code">EFP6051 a project did not load, EFP6052 a file could not be read, EFP6053 a suppression gives no reason,
/// EFP6054 a folder does not exist.</param>
/// <param name="File">The project or file, relative to the scan's root.</param>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
internal sealed record ScanProblem(string Code, string File, int Line, string Message);
