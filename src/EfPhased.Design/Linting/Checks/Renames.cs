using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Checks;

/// <summary>
/// EF Core guesses renames by type alone: it drops what was renamed, and renames what was not.
/// </summary>
internal static class Renames
{
    // What is written as SQL is nobody's guess. Names that share this much of their pairs of letters are taken for the same thing, by trial on histories of public projects.
    private const double Alike = 0.5;

    public static IEnumerable<Finding> Check(LintedMigration migration, LintScope scope)
    {
        // A phased change has asked its author.
        if (migration.Code.Phase is not null)
            yield break;
        var added = migration.Steps.Where(s => s is { IsRaw: false, Operation: AddColumnOperation }).Select(s => (AddColumnOperation)s.Operation).ToList();
        foreach (var step in migration.Steps.Where(s => !s.IsRaw))
        {
            if (step.Operation is DropColumnOperation drop && Match(drop.Name, added.Where(a => IsOf(a, drop.Table, drop.Schema)), Alike) is { } match)
            {
                yield return CheckRule.RenameAsDrop.Of(
                    migration, step, $"'{match.Name}' is added to the same table: if '{drop.Name}' was only renamed, its values are lost", scope.Positions);
            }

            if (step.Operation is RenameColumnOperation rename
                && Match(rename.Name, added.Where(a => IsOf(a, rename.Table, rename.Schema)), Math.Max(Alike, Similarity.Of(rename.Name, rename.NewName))) is { } better)
            {
                yield return CheckRule.DubiousRename.Of(
                    migration, step, $"'{better.Name}', which is added to the same table, looks more like '{rename.Name}' than '{rename.NewName}' does", scope.Positions);
            }
        }
    }

    private static bool IsOf(AddColumnOperation add, string table, string? schema) => add.Table == table && add.Schema == schema;

    private static AddColumnOperation? Match(string name, IEnumerable<AddColumnOperation> candidates, double atLeast)
        => candidates.Select(c => (Column: c, Likeness: Similarity.Of(name, c.Name)))
            .Where(c => c.Likeness > atLeast && c.Column.Name != name)
            .OrderByDescending(c => c.Likeness)
            .Select(c => c.Column)
            .FirstOrDefault();
}
