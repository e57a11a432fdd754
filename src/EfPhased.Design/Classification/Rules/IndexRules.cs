using EfPhased.Design.Linting.History;
using EfPhased.Design.Linting.Sql;
using EfPhased.Dialects;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using static EfPhased.Design.Classification.Effects;
using static EfPhased.Design.Classification.Rule;

namespace EfPhased.Design.Classification.Rules;

/// <summary>Indexes.</summary>
internal static class IndexRules
{
    public static readonly IReadOnlyList<Rule> All =
    [
        For<CreateIndexOperation>(
            "EFP7250", "CreateIndexOnNewTable", "on a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<CreateIndexOperation>(
            "EFP7254", "CreateIndexOnlyOnPartitioned", "on a partitioned table without its partitions, PostgreSQL",
            (o, _) => o[PartitionAnnotations.Only] is true, Additive, "R33")
            with { Kind = OperationKind.CreateIndexOnPartitionedOnly },
        For<CreateIndexOperation>(
            "EFP7255", "CreateIndexOnlineOnPartitioned", "CONCURRENTLY on a partitioned table, PostgreSQL",
            (o, c) => o.IsOnline() && IsPartitioned(o, c), ChangesBehaviour, "R33", "the server refuses it")
            with { Kind = OperationKind.CreateIndexOnlineOnPartitioned, Severity = Severity.Error },
        For<CreateIndexOperation>(
            "EFP7256", "CreateIndexOnPartitioned", "on a partitioned table, PostgreSQL", IsPartitioned, Additive, "R33",
            "the index is built on all partitions while nobody writes to any")
            with { Kind = OperationKind.CreateIndexOnPartitioned },
        For<CreateIndexOperation>(
            "EFP7251", "CreateUniqueIndexOnNewColumn", "unique, on columns that this migration adds without a default",
            (o, c) => o.IsUnique && o.Columns.Any(n => c.Table(o.Table, o.Schema)?.Column(n) is { IsNew: true, HasDefault: false }), Additive, "R17"),
        For<CreateIndexOperation>(
            "EFP7252", "CreateUniqueIndex", "unique, on columns in use", (o, _) => o.IsUnique, ChangesBehaviour, "R17",
            "it is refused where a value repeats, and so is the previous version's write that repeats one"),
        For<CreateIndexOperation>("EFP7253", "CreateIndex", "on a table in use", (_, _) => true, Additive, "R19"),

        For<DropIndexOperation>(
            "EFP7260", "DropIndexOfNewTable", "of a table of the same migration", (o, c) => c.IsNew(o.Table, o.Schema), Additive, "R22")
            with { TakesNoLock = true },
        For<DropIndexOperation>(
            "EFP7261", "DropIndexOfForeignKey", "that a foreign key needs, MySQL and MariaDB", (o, c) => c.IsMySql && Needing(o, c) is not null,
            ChangesBehaviour, "R16", "the server refuses it")
            .About<DropIndexOperation>((o, c) => $"the foreign key {Needing(o, c)} needs it: drop that first")
            with { Kind = OperationKind.DropForeignKeyIndex },
        For<DropIndexOperation>(
            "EFP7262", "DropUniqueIndex", "unique", (o, c) => Index(o, c) is { IsUnique: true }, ChangesBehaviour, "R20",
            "nothing keeps values from repeating any more, and an upsert of the previous version that relies on it fails")
            with { Severity = Severity.Note },
        For<DropIndexOperation>(
            "EFP7263", "DropIndex", "plain", (_, _) => true, Additive, "R20"),
        For<RenameIndexOperation>("EFP7264", "RenameIndex", "any", (_, _) => true, Additive, "R21"),
    ];

    private static bool IsPartitioned(CreateIndexOperation operation, OperationContext context)
        => context.IsPostgreSql && context.Table(operation.Table, operation.Schema) is { IsPartitioned: true };

    private static IndexState? Index(DropIndexOperation operation, OperationContext context)
        => operation.Table is null ? null : context.Table(operation.Table, operation.Schema)?.Indexes.GetValueOrDefault(operation.Name);

    // The key's columns come first in some other index, or in the primary key, or else it needs this one.
    private static string? Needing(DropIndexOperation operation, OperationContext context)
    {
        if (Index(operation, context) is not { } index || context.Table(operation.Table!, operation.Schema) is not { } table)
            return null;
        var others = table.Indexes.Where(i => i.Key != operation.Name).Select(i => i.Value.Columns)
            .Concat(table.Uniques.Values.Append(table.PrimaryKey).OfType<KeyState>().Select(k => k.Columns)).ToList();
        return table.ForeignKeys.FirstOrDefault(f => Covers(index.Columns, f.Value.Columns) && !others.Exists(o => Covers(o, f.Value.Columns))).Key;

        bool Covers(List<string> columns, List<string> key) => columns.Take(key.Count).SequenceEqual(key, context.Before.Names);
    }
}
