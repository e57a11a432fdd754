namespace EfPhased.Gates.References;

/// <summary>
/// What a scan saw of one change, in words.
/// </summary>
internal static class EvidenceText
{
    /// <summary>Where and when it looked, and how much.</summary>
    public static string Scanned(ReferenceEvidence evidence, EvidenceChange change)
        => FormattableString.Invariant($"{Looked(evidence, change)}, scanned {evidence.Created:u}");

    /// <summary>Where it looked, and how much: the same for the same sources.</summary>
    public static string Looked(ReferenceEvidence evidence, EvidenceChange change)
    {
        var source = evidence.Sources[0];
        var at = source.Commit is { } commit ? $"commit {commit[..Math.Min(12, commit.Length)]}{(source.Dirty == true ? " with changes" : "")}" : source.Note;
        return FormattableString.Invariant($"{change.Counts.Files} files and {change.Counts.Projects} C# projects, {at}");
    }

    /// <summary>What keeps the contract from running.</summary>
    public static IEnumerable<string> Standing(EvidenceChange change) => change.Findings.Where(f => f.Counts).Select(f => f.ToString());

    /// <summary>What fits by its name only.</summary>
    public static IEnumerable<string> Possible(EvidenceChange change)
        => change.Findings.Where(f => f is { Suppressed: null, Counts: false }).Select(f => f.ToString());

    public static IEnumerable<string> Suppressed(EvidenceChange change)
        => change.Findings.Where(f => f.Suppressed is not null)
            .Select(f => FormattableString.Invariant($"suppressed: {f.File}({f.Line},{f.Column}): {f.Target}: {f.Suppressed}"));

    public static IEnumerable<string> Problems(EvidenceChange change) => change.Problems.Select(p => $"not checked: {p.File}: {p.Message}");
}
