using EfPhased.Design.Classification;
using EfPhased.Dialects;

namespace EfPhased.Design.Linting;

/// <summary>
/// Puts a judgement into words.
/// </summary>
internal static class JudgedFinding
{
    public static Finding Of(LintedMigration migration, LintedStep step, Judgement judgement, LintScope scope) => new(
        judgement.Rule.Code, judgement.Rule.Name, judgement.Severity, migration.Code.Id, step.Text, Message(judgement))
    {
        Position = scope.Positions.Of(migration, step),
        Judgement = judgement,
        SafeForm = SafeForms.Of(judgement.Rule.Recipe, scope.IsPostgreSql),
        Recipe = judgement.Rule.Recipe,
    };

    private static string Message(Judgement judgement)
    {
        var parts = new[] { judgement.Rule.Says, judgement.Detail, Cost(judgement) }.OfType<string>().ToList();
        return string.Join("; ", parts.Count == 0 ? [judgement.Rule.When] : parts);
    }

    private static string? Cost(Judgement judgement) => judgement switch
    {
        { IsRefused: true } => $"the server refuses it{judgement.Cost!.Lock.Replace("refused", "", StringComparison.Ordinal)}",
        { IsHeavy: true } => $"{BlocksText(judgement.Cost!.Blocks)} wait while the server {judgement.Cost.WorkText.Replace("all rows", "every row", StringComparison.Ordinal)}",
        { Severity: Severity.Note, Cost.Work: Work.Rewrite } => "the server rewrites the table while everybody goes on",
        _ => null,
    };

    public static string BlocksText(Blocks blocks) => blocks switch
    {
        Blocks.Nothing => "nothing",
        Blocks.Writes => "writes",
        _ => "reads and writes",
    };
}
