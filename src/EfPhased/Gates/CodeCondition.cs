using EfPhased.Gates.References;
using EfPhased.Operations;

namespace EfPhased.Gates;

/// <summary>
/// No code refers to what goes, as a scan of the sources has seen.
/// </summary>
internal sealed class CodeCondition : IGateCondition
{
    private const int MostLines = 50;

    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    public string Name => "code";

    public async Task<GateResult> CheckAsync(GateContext context, CancellationToken cancel)
    {
        var change = context.Operation.Change;
        if (context.Settings.Evidence is not { } file)
        {
            return new GateResult(
                Name, GateOutcome.NotChecked,
                [$"no evidence of a scan was given ('dotnet ef-phased references {change} --evidence FILE' writes it, --evidence FILE hands it over)"]);
        }

        string text;
        try
        {
            text = await File.ReadAllTextAsync(file, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unusable(change, file, e.Message);
        }

        var (evidence, problem) = ReferenceEvidenceJson.Read(text);
        if (evidence is null)
            return Unusable(change, file, problem!);
        if (evidence.Changes.FirstOrDefault(c => c.Change == change) is not { } scanned)
            return Unusable(change, file, $"it is about {Names(evidence.Changes.Select(c => c.Change))}, not about '{change}'");

        var unfit = Unfit(evidence, scanned, context).ToList();
        return unfit.Count > 0
            ? new GateResult(Name, GateOutcome.Refused, unfit, ScanAgain(change))
            : Judge(change, evidence, scanned);
    }

    private static IEnumerable<string> Unfit(
        ReferenceEvidence evidence, EvidenceChange scanned, GateContext context)
    {
        var policy = context.Settings.Policy.Evidence;
        foreach (var removed in context.Operation.Removes.Where(r => !scanned.Targets.Contains(new EvidenceTarget(r.Table, r.Column, r.Schema))))
            yield return $"the scan did not look for '{removed.Table}{(removed.Column is null ? "" : $".{removed.Column}")}'";

        var age = context.Settings.Clock.GetUtcNow() - evidence.Created;
        if (age < -ClockDifference)
            yield return $"the scan is from the future: {evidence.Created:u}";
        if (policy.MaxAge is { } most && age > most)
        {
            yield return FormattableString.Invariant(
                $"the scan is of {evidence.Created:u}, {age.TotalHours:F1} h ago; {most.TotalHours:F1} h are allowed (gate.evidence.maxAge)");
        }

        var commit = evidence.Sources[0].Commit;
        if (policy.Commit is { Length: > 0 } required && commit?.StartsWith(required, StringComparison.OrdinalIgnoreCase) != true)
            yield return $"the scan is of {(commit is null ? "no commit" : $"commit {commit}")}, and commit {required} is asked for (gate.evidence.commit)";
        if (policy.AllowDirty)
            yield break;
        foreach (var source in evidence.Sources.Where(s => s.Dirty != false))
        {
            yield return source.Dirty is null
                ? $"nothing says whether '{source.Folder}' was as committed: {source.Note} (gate.evidence.allowDirty)"
                : $"files in '{source.Folder}' differed from commit {source.Commit} (gate.evidence.allowDirty)";
        }
    }

    private GateResult Judge(string change, ReferenceEvidence evidence, EvidenceChange scanned)
    {
        var suppressed = EvidenceText.Suppressed(scanned);
        var problems = EvidenceText.Problems(scanned).ToList();
        var standing = EvidenceText.Standing(scanned).ToList();
        if (standing.Count > 0)
        {
            return new GateResult(
                Name, GateOutcome.Refused, [.. Shortened(standing), .. problems, .. suppressed, $"({EvidenceText.Scanned(evidence, scanned)})"],
                "Change these places, or suppress them with a reason (// ef-phased:ignore REASON). " + ScanAgain(change));
        }

        return new GateResult(
            Name, problems.Count > 0 ? GateOutcome.NotChecked : GateOutcome.Passed,
            [
                $"no reference in {EvidenceText.Scanned(evidence, scanned)}", .. problems, .. Shortened([.. EvidenceText.Possible(scanned)]), .. suppressed,
            ]);
    }

    private static List<string> Shortened(List<string> lines)
        => lines.Count <= MostLines ? lines : [.. lines.Take(MostLines), $"and {lines.Count - MostLines} more"];

    private GateResult Unusable(string change, string file, string problem)
        => new(Name, GateOutcome.Refused, [$"the evidence '{file}' cannot be used: {problem}"], ScanAgain(change));

    private static string Names(IEnumerable<string> changes) => string.Join(", ", changes.Select(c => $"'{c}'")) is { Length: > 0 } names ? names : "no change";

    private static string ScanAgain(string change) => $"Run 'dotnet ef-phased references {change} --evidence FILE', and hand that file over.";
}
