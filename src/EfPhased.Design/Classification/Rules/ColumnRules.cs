using EfPhased.Design.Linting.History;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Columns that are renamed or dropped.</summary>
internal static class ColumnRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        For<DropColumnOperation>(
            "EFP7150", "DropColumnOfNewTable", "of a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        Drops(
            "EFP7151", "DropColumnOfForeignKey", "in a foreign key", (o, c) => Of(o, c)?.ForeignKeysOf(o.Name), OperationKind.DropReferencingColumn),
        Drops(
            "EFP7153", "DropColumnOfConstraint", "in a key, a constraint or a computed column over several columns",
            (o, c) => Of(o, c)?.ConstraintsOf(o.Name), OperationKind.DropColumnOfLongerConstraint),
        Drops(
            "EFP7154", "DropColumnOfIndex", "in an index over several columns, or in the filter of one", (o, c) => Of(o, c)?.LongerIndexesOf(o.Name),
            OperationKind.DropColumnOfLongerIndex),
        For<DropColumnOperation>(
            "EFP7152", "DropColumn", "any", (_, _) => true, Destructive | BreaksOld, "R05", "the previous version reads and writes it"),

        For<RenameColumnOperation>(
            "EFP7160", "RenameColumnOfNewTable", "of a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<RenameColumnOperation>(
            "EFP7161", "RenameColumn", "any", (_, _) => true, BreaksOld | NeededByNew, "R06", "the previous version asks for the old name"),
    ];

    // What hangs on the column goes with it in silence, or keeps it from going.
    private static Rule Drops(
        string code, string name, string when, Func<DropColumnOperation, OperationContext, IEnumerable<string>?> around, OperationKind kind)
        => (For<DropColumnOperation>(
            code, name, when, (o, c) => around(o, c)?.Any() ?? false, Destructive | BreaksOld, "R05", "the previous version reads and writes it")
            with { Kind = kind })
            .About<DropColumnOperation>((o, c) =>
                $"{(kind == OperationKind.DropColumnOfLongerIndex || c.IsPostgreSql ? "this goes along" : "this stands in its way")}: {string.Join(", ", around(o, c)!)}");

    private static TableState? Of(DropColumnOperation operation, OperationContext context) => context.Table(operation.Table, operation.Schema);
}
