using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// What a contract migration takes away by itself, and so needs no warning: tables, and named parts of tables.
/// </summary>
internal sealed class ContractDrops(IReadOnlyList<MigrationOperation> operations)
{
    private static readonly string[] TriggerSuffixes = ["i", "u", "si", "su"];
    private static readonly string[] RowTriggerSuffixes = ["i", "u"];
    private static readonly string[] PartTriggerSuffixes = ["pi", "pu", "pd", "pb"];

    public IReadOnlyList<DroppedTable> Tables { get; } = 
    [
        .. operations.OfType<DropTableOperation>().Select(d => new DroppedTable(d.Name, d.Schema)),
        .. operations.OfType<AddTombstoneOperation>().Where(d => d.Column is null).Select(d => new DroppedTable(d.Table, d.Schema)),
        .. operations.OfType<DropOldTableViewOperation>().Select(d => new DroppedTable(d.Table, d.Schema)),
    ];

    /// <summary>Indexes, constraints, columns and the triggers of this change's own shims; exactly these, whatever else looks alike.</summary>
    public IReadOnlyList<DroppedPart> Parts { get; } = [.. operations.SelectMany(Dropped)];

    public IReadOnlyList<TablePhasedOperation> Shims { get; } =
        [.. operations.OfType<TablePhasedOperation>().Where(o => o is DropDualWriteOperation or DropRowDualWriteOperation)];

    private static IEnumerable<DroppedPart> Dropped(MigrationOperation operation) => operation switch
    {
        DropIndexOperation { Table: not null } d => [new(d.Table, d.Schema, d.Name)],
        DropForeignKeyOperation d => [new(d.Table, d.Schema, d.Name)],
        DropUniqueConstraintOperation d => [new(d.Table, d.Schema, d.Name)],
        DropCheckConstraintOperation d => [new(d.Table, d.Schema, d.Name)],
        DropPrimaryKeyOperation d => [new(d.Table, d.Schema, d.Name)],
        DropColumnOperation d => [new(d.Table, d.Schema, d.Name)],
        AddTombstoneOperation { Column: { } column } d => [new(d.Table, d.Schema, column)],
        DropDualWriteOperation d => TriggerSuffixes.Select(s => new DroppedPart(d.Table, d.Schema, DualWriteNames.Trigger(d, s))),
        DropRowDualWriteOperation d =>
        [
            .. RowTriggerSuffixes.Select(s => new DroppedPart(d.Table, d.Schema, DualWriteNames.Trigger(d, s))),
            .. PartTriggerSuffixes.Select(s => new DroppedPart(d.Part, d.PartSchema, DualWriteNames.Trigger(d, s))),
        ],
        _ => [],
    };
}

internal sealed record DroppedTable(string Name, string? Schema);

internal sealed record DroppedPart(string Table, string? Schema, string Name);
