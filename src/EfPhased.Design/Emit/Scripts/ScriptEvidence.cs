using System.Text;
using EfPhased.Gates.References;

namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// What a scan of the code saw, as it goes with the scripts: a contract's script can look at the database, not at code.
/// </summary>
internal sealed record ScriptEvidence(string Text, ReferenceEvidence Evidence)
{
    public const string FileName = "references.json";

    /// <exception cref="PhasedException">EFP4302: the file is missing, or no longer what the scan wrote.</exception>
    public static ScriptEvidence Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file);
            var (evidence, problem) = ReferenceEvidenceJson.Read(text);
            return evidence is null ? throw ScriptErrors.BadEvidence(file, problem!) : new ScriptEvidence(text, evidence);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ScriptErrors.BadEvidence(file, e.Message.TrimEnd('.'));
        }
    }

    public EvidenceChange? Of(string change) => Evidence.Changes.FirstOrDefault(c => c.Change == change);

    /// <summary>The part of the bundle's README about code.</summary>
    public static string Describe(string change, ScriptEvidence? given)
    {
        var text = new StringBuilder("## Code\n\n");
        if (given?.Of(change) is not { } scanned)
        {
            return text.Append($"`4-contract.sql` cannot look at code, and no scan came with these scripts. Run `dotnet ef-phased references {change}` before it.\n\n")
                .ToString();
        }

        text.Append($"`4-contract.sql` cannot look at code. `{FileName}` is what a scan saw: {EvidenceText.Looked(given.Evidence, scanned)}. ");
        var standing = EvidenceText.Standing(scanned).ToList();
        text.Append(standing.Count == 0
            ? "Nothing stands against the contract.\n"
            : FormattableString.Invariant($"**{standing.Count} {(standing.Count == 1 ? "reference stands" : "references stand")} against the contract**; do not run it before they are gone.\n"));
        List<string> lines = [.. standing, .. EvidenceText.Problems(scanned), .. EvidenceText.Possible(scanned), .. EvidenceText.Suppressed(scanned)];
        if (lines.Count > 0)
            text.Append('\n').AppendJoin('\n', lines.Select(l => $"- {l.ReplaceLineEndings(" ")}")).Append('\n');
        return text.Append('\n').ToString();
    }
}
