using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Tables.</summary>
internal static class TableRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        For<CreateTableOperation>(
            "EFP7301", "CreateReferencingTable", "with a foreign key to a table in use",
            (o, c) => o.ForeignKeys.Any(f => f.PrincipalTable != o.Name && !c.IsNew(f.PrincipalTable, f.PrincipalSchema)), Additive | NeededByNew, "R22"),
        For<CreateTableOperation>("EFP7302", "CreateTable", "without one", (_, _) => true, Additive | NeededByNew, "R22")
            with { TakesNoLock = true },
        For<DropTableOperation>(
            "EFP7310", "DropNewTable", "of the same migration", (o, c) => c.IsNew(o.Name, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<DropTableOperation>(
            "EFP7311", "DropReferencedTable", "that others refer to", (o, c) => Referring(o, c).Count > 0, Destructive | BreaksOld, "R23",
            "the previous version reads and writes it")
            .About<DropTableOperation>((o, c) => $"these refer to it and have to go first: {string.Join(", ", Referring(o, c))}")
            with { Kind = OperationKind.DropReferencedTable },
        For<DropTableOperation>(
            "EFP7312", "DropReferencingTable", "that refers to another", (o, c) => c.Table(o.Name, o.Schema) is { ForeignKeys.Count: > 0 },
            Destructive | BreaksOld, "R23", "the previous version reads and writes it")
            with { Kind = OperationKind.DropReferencingTable },
        For<DropTableOperation>(
            "EFP7313", "DropTable", "any", (_, _) => true, Destructive | BreaksOld, "R23", "the previous version reads and writes it"),
        For<RenameTableOperation>(
            "EFP7320", "RenameNewTable", "of the same migration", (o, c) => c.IsNew(o.Name, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<RenameTableOperation>(
            "EFP7321", "MoveTable", "to another schema", (o, _) => o.NewSchema is not null && o.NewSchema != o.Schema, BreaksOld | NeededByNew, "R24",
            "the previous version asks for it in the old schema"),
        For<RenameTableOperation>(
            "EFP7322", "RenameTable", "any", (_, _) => true, BreaksOld | NeededByNew, "R24", "the previous version asks for the old name"),
        For<AlterTableOperation>(
            "EFP7330", "AlterNewTable", "of the same migration", (o, c) => c.IsNew(o.Name, o.Schema), Additive, "R22") with { TakesNoLock = true },
        For<AlterTableOperation>(
            "EFP7331", "RewriteTable", "UNLOGGED, engine, row format",
            (o, _) => AnnotationChange.Of(o).SelectMany(AlterTableKinds.Of).Any(IsStorage), ChangesBehaviour, "R36", "the server copies the table"),
        For<AlterTableOperation>(
            "EFP7332", "AlterTable", "comment, storage parameters, default character set", (_, _) => true, Additive, "R32"),
    ];

    private static List<string> Referring(DropTableOperation operation, OperationContext context)
        => [.. context.Before.Tables
            .Where(t => t.Value != context.Table(operation.Name, operation.Schema))
            .SelectMany(t => t.Value.ForeignKeys)
            .Where(f => context.Before.Names.Equals(f.Value.Principal, operation.Name))
            .Select(f => f.Key)];

    private static bool IsStorage(OperationKind kind) => kind is OperationKind.SetUnlogged or OperationKind.RebuildTable or OperationKind.Unknown;
}
