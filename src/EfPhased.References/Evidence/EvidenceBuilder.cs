using EfPhased.Gates.References;
using EfPhased.References.Reports;

namespace EfPhased.References.Evidence;

/// <summary>
/// Makes a record out of a scan, for the gate of another machine.
/// </summary>
internal static class EvidenceBuilder
{
    public static ReferenceEvidence Build(ScanReport report, IReadOnlyList<EvidenceSource> sources, DateTimeOffset now) => new()
    {
        Tool = report.ToolVersion,
        Created = now.ToUniversalTime(),
        Sources = sources,
        Changes = [.. report.Changes.Select(Change)],
    };

    private static EvidenceChange Change(ScannedChange change) => new()
    {
        Change = change.Change,
        Targets = [.. change.Targets.Select(t => new EvidenceTarget(t.Table, t.Column, t.Schema))],
        Counts = new EvidenceCounts(
            change.Result.Counts.Projects, change.Result.Counts.Files, change.Result.Counts.Read, change.Result.Counts.Candidates,
            change.Result.Counts.Semantic),
        Findings =
        [
            .. change.Result.Findings.Select(f => new EvidenceFinding(
                f.Target, f.File, f.Line, f.Column, FindingRule.Of(f.Kind).Name, FindingRule.NameOf(f.Confidence), f.Statement, f.Suppressed)),
        ],
        UnusedSuppressions =
        [
            .. change.Result.UnusedSuppressions.Select(u => new EvidenceSuppression(
                u.File is null ? u.Files ?? "" : FormattableString.Invariant($"{u.File}({u.Line})"), u.Target, u.Reason)),
        ],
        Problems = [.. change.Result.Problems.Select(p => new EvidenceProblem(p.Code, p.File, p.Line, p.Message))],
    };
}
