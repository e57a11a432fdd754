using EfPhased.Design.Classification;
using EfPhased.Design.Hosting.Protocol;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting;

/// <summary>
/// Makes the document of a lint.
/// </summary>
internal static class LintReport
{
    public static LintDocument Of(
        string context, Dialect dialect, IReadOnlyList<LintedMigration> migrations, IEnumerable<Finding> findings, string? baseline) => new(
        context, dialect.Name, migrations.Count, migrations.Sum(m => m.Steps.Count),
        [.. findings.Select(ToDocument)],
        [.. migrations.Select(m => new LintedMigrationDocument(m.Code.Id, [.. m.Steps.SelectMany(Operations)]))],
        LintRules.All)
    {
        Seed = Seed(migrations),
        Baseline = baseline,
    };

    private static LintFinding ToDocument(Finding finding) => new(
        finding.Code, finding.Name, finding.Severity.ToString().ToLowerInvariant(), finding.Migration, finding.Message)
    {
        Operation = finding.Operation,
        File = finding.Position?.File,
        Line = finding.Position?.Line,
        Cost = finding.Judgement is { } judgement ? Cost(judgement) : null,
        SafeForm = finding.SafeForm,
        Recipe = finding.Recipe,
        Suppressed = finding.Suppressed,
        IsOld = finding.IsOld,
    };

    private static IEnumerable<LintedOperation> Operations(LintedStep step)
        => step.Judgements.Select(j => new LintedOperation(step.Text, j.Rule.Code, j.Rule.Name, Cost(j)));

    private static LintCost Cost(Judgement judgement) => new(judgement.Classes, judgement.Survives, judgement.Undo)
    {
        Lock = judgement.Cost?.Lock,
        Blocks = judgement.Cost is { } cost ? JudgedFinding.BlocksText(cost.Blocks) : null,
        Work = judgement.Cost?.WorkText,
        Fact = judgement.Cost is { Id.Length: > 0 } fact ? fact.Id : null,
    };

    private static SeedData? Seed(IReadOnlyList<LintedMigration> migrations)
    {
        var steps = migrations.SelectMany(m => m.Steps.Where(s => !s.IsRaw).Select(s => (Migration: m, s.Operation))).ToList();
        var inserted = steps.Sum(s => s.Operation is InsertDataOperation o ? o.Values.GetLength(0) : 0);
        var updated = steps.Sum(s => s.Operation is UpdateDataOperation o ? o.KeyValues.GetLength(0) : 0);
        var deleted = steps.Sum(s => s.Operation is DeleteDataOperation o ? o.KeyValues.GetLength(0) : 0);
        return inserted + updated + deleted == 0
            ? null
            : new SeedData(
                steps.Where(s => s.Operation.IsRows()).Select(s => s.Migration).Distinct().Count(),
                inserted, updated, deleted);
    }
}
