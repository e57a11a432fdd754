using EfPhased.Design.Recipes;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Turns the drops of a contract into renames that a rollback takes back with all values. What is dropped has nothing left that needs
/// it: its indexes and constraints went before, and inserts that leave it out find it optional or with a default.
/// </summary>
internal static class TombstonePlan
{
    public static PhasedPlan Apply(PhasedPlan plan, TimeSpan? keepFor)
        => keepFor is { } time
            ? plan with
            {
                Migrations = [.. plan.Migrations.Select(m => m.Phase == Phase.Contract ? Apply(m, plan, time) : m)],
                Warnings = [.. plan.Warnings, .. plan.Migrations.Where(m => m.Phase == Phase.Contract).SelectMany(OfDroppedTypes).Select(Warning)],
            }
            : plan;

    private static string Warning((string Table, string? Schema, string? Column) dropped)
        => $"{new TableRef(dropped.Table, dropped.Schema)}{(dropped.Column is null ? "" : "." + dropped.Column)} is dropped without a tombstone: its enum type goes with it.";

    // Nothing stays of a type that the contract drops.
    private static IEnumerable<(string Table, string? Schema, string? Column)> OfDroppedTypes(PlannedMigration contract)
    {
        var types = contract.Up.OfType<AlterDatabaseOperation>().SelectMany(a => AnnotationChange.Of(a)).Where(c => c is { IsEnum: true, New: null }).Select(c => c.Name).ToHashSet();
        bool IsOf(ColumnOperation column) => types.Contains(EnumLabels.Name(column.ColumnType ?? ""));
        return contract.Down.OfType<AddColumnOperation>().Where(IsOf).Select(c => (c.Table, c.Schema, (string?)c.Name))
            .Concat(contract.Down.OfType<CreateTableOperation>().Where(t => t.Columns.Any(IsOf)).Select(t => (t.Name, t.Schema, (string?)null)));
    }

    private static PlannedMigration Apply(PlannedMigration contract, PhasedPlan plan, TimeSpan keepFor)
    {
        // A computed column has no values of its own.
        var computed = contract.Down.OfType<AddColumnOperation>().Where(a => a.ComputedColumnSql is not null).Select(a => (a.Table, a.Schema, (string?)a.Name));
        var unkept = computed.Concat(OfDroppedTypes(contract)).ToHashSet();
        var kept = contract.Up.Select(o => Kept(o, plan, keepFor)).OfType<AddTombstoneOperation>()
            .Where(t => !unkept.Contains((t.Table, t.Schema, t.Column)) && !contract.Down.OfType<AddRowDualWriteOperation>().Any(m => IsMoved(m, t))).ToList();
        return contract with
        {
            Up = [.. contract.Up.Select(o => Kept(o, plan, keepFor) is { } tombstone && kept.Find(k => Same(k, tombstone)) is { } planned ? planned : o)],
            Down = [.. contract.Down.SelectMany(o => Back(o, kept, plan.Change))],
        };
    }

    private static AddTombstoneOperation? Kept(MigrationOperation operation, PhasedPlan plan, TimeSpan keepFor) => operation switch
    {
        DropColumnOperation o => new()
        {
            Change = plan.Change, Table = o.Table, Schema = o.Schema, Column = o.Name, KeepFor = keepFor, Name = Name(plan, o.Name),
        },
        DropTableOperation o => new() { Change = plan.Change, Table = o.Name, Schema = o.Schema, KeepFor = keepFor, Name = Name(plan, o.Name) },
        _ => null,
    };

    // What moved to another table is there, and newer: a copy from before would only be in the way of it.
    private static bool IsMoved(AddRowDualWriteOperation move, AddTombstoneOperation tombstone) => move.OldIsPart
        ? tombstone.Table == move.Rows.Part && tombstone.Schema == move.Rows.PartSchema
            && (tombstone.Column is null || move.Rows.Columns.Any(c => c.PartColumn == tombstone.Column))
        : tombstone.Table == move.Table && tombstone.Schema == move.Schema
            && (move.Rows.Columns.Any(c => c.Column == tombstone.Column) || move.Rows.Kind?.Column == tombstone.Column);

    private static string Name(PhasedPlan plan, string name) => plan.Dialect.Shorten($"tombstone_{plan.Change}_{name}");

    private static bool Same(AddTombstoneOperation one, AddTombstoneOperation other)
        => one.Table == other.Table && one.Schema == other.Schema && one.Column == other.Column;

    // A table comes back with its indexes and the keys between tables that went together. Keys that were dropped before it come last
    // and look at its rows again, which may refer to some that are gone.
    private static IEnumerable<MigrationOperation> Back(MigrationOperation operation, List<AddTombstoneOperation> kept, string change)
    {
        switch (operation)
        {
            case AddColumnOperation o when kept.Find(k => k.Column == o.Name && k.Table == o.Table && k.Schema == o.Schema) is { } tombstone:
                return [Restore(tombstone)];
            case CreateTableOperation o when Table(kept, o.Name, o.Schema) is { } tombstone:
                return [Restore(tombstone)];
            case CreateIndexOperation o when Table(kept, o.Table, o.Schema) is not null:
                return [];
            case AddForeignKeyOperation o when Table(kept, o.Table, o.Schema) is not null && !o.IsNotValid():
                return NotValidForeignKey.AddAndValidate(change, o);
            default:
                return [operation];
        }
    }

    private static AddTombstoneOperation? Table(List<AddTombstoneOperation> kept, string table, string? schema)
        => kept.Find(k => k.Column is null && k.Table == table && k.Schema == schema);

    private static RestoreTombstoneOperation Restore(AddTombstoneOperation tombstone) => new()
    {
        Change = tombstone.Change, Table = tombstone.Table, Schema = tombstone.Schema, Column = tombstone.Column, Name = tombstone.Name,
    };
}
