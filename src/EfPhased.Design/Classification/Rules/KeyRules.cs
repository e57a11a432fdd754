using EfPhased.Design.Linting.History;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Keys and constraints.</summary>
internal static class KeyRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        For<AddForeignKeyOperation>(
            "EFP7201", "AddForeignKeyToNewTable", "from a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<AddForeignKeyOperation>(
            "EFP7202", "AddForeignKeyOnDefault", "on a required column that this migration adds with one value for all rows",
            (o, c) => NewColumns(o, c).Any(n => n is { HasDefault: true, IsNullable: false }), BreaksOld | NeededByNew, "R15",
            "every row that exists refers to the same row, and the server refuses the key where that row is missing"),
        For<AddForeignKeyOperation>(
            "EFP7203", "AddForeignKeyOnNewColumn", "on a column that this migration adds", (o, c) => NewColumns(o, c).Any(), Additive, "R15"),
        For<AddForeignKeyOperation>(
            "EFP7204", "AddForeignKey", "between columns in use", (_, _) => true, ChangesBehaviour, "R15",
            "it is refused where a row refers to nothing, and so is what the previous version writes in that order"),

        For<DropForeignKeyOperation>(
            "EFP7210", "DropCascadingForeignKey", "with an action of the server",
            (o, c) => c.Table(o.Table, o.Schema)?.ForeignKeys.GetValueOrDefault(o.Name) is { Cascades: true }, ChangesBehaviour, "R16",
            "rows that were deleted or cleared along with their principal stay from now on")
            with { Severity = Severity.Note },
        For<DropForeignKeyOperation>("EFP7211", "DropForeignKey", "without one", (_, _) => true, Additive, "R16"),

        For<AddPrimaryKeyOperation>(
            "EFP7220", "AddPrimaryKeyToNewTable", "to a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<AddPrimaryKeyOperation>(
            "EFP7221", "AddPrimaryKey", "to a table in use", (_, _) => true, BreaksOld, "R18",
            "rows of the previous version that repeat a key or lack it are refused"),
        For<DropPrimaryKeyOperation>(
            "EFP7222", "DropPrimaryKey", "any", (o, c) => !c.IsNew(o.Table, o.Schema), ChangesBehaviour, "R18",
            "replication, upserts and the other side's foreign keys lose what they rely on"),

        For<AddUniqueConstraintOperation>(
            "EFP7230", "AddUniqueConstraintToNewTable", "to a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<AddUniqueConstraintOperation>(
            "EFP7231", "AddUniqueConstraint", "to a table in use", (_, _) => true, ChangesBehaviour, "R17",
            "it is refused where a value repeats, and so is the previous version's write that repeats one"),
        For<DropUniqueConstraintOperation>(
            "EFP7232", "DropUniqueConstraint", "any", (_, _) => true, ChangesBehaviour, "R16",
            "nothing keeps values from repeating any more, and an upsert of the previous version that names it fails")
            with { Severity = Severity.Note },

        For<AddCheckConstraintOperation>(
            "EFP7240", "AddCheckToNewTable", "to a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<AddCheckConstraintOperation>(
            "EFP7241", "AddCheck", "to a table in use", (_, _) => true, ChangesBehaviour, "R14",
            "it is refused where a row offends it, and so is every write of the previous version that does"),
        For<DropCheckConstraintOperation>("EFP7242", "DropCheck", "any", (_, _) => true, Additive, "R16"),

        // What a phase of a change drops in tables that it has made itself.
        For<DropPrimaryKeyOperation>("EFP7223", "DropPrimaryKeyOfNewTable", "of a table of the same migration", (_, _) => true, Additive, "R22")
            with { TakesNoLock = true },
    ];

    private static IEnumerable<ColumnState> NewColumns(AddForeignKeyOperation operation, OperationContext context)
        => operation.Columns.Select(n => context.Table(operation.Table, operation.Schema)?.Column(n)).OfType<ColumnState>().Where(s => s.IsNew);
}
