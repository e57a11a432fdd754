using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Running;

/// <summary>
/// Operations in a few words, for the journal and for people.
/// </summary>
internal static class OperationText
{
    public static string Describe(MigrationOperation operation) => operation switch
    {
        AddColumnOperation o => $"add column {o.Table}.{o.Name}",
        DropColumnOperation o => $"drop column {o.Table}.{o.Name}",
        AlterColumnOperation o => $"alter column {o.Table}.{o.Name}",
        RenameColumnOperation o => $"rename column {o.Table}.{o.Name} to {o.NewName}",
        CreateTableOperation o => $"create table {o.Name}",
        DropTableOperation o => $"drop table {o.Name}",
        RenameTableOperation o => $"rename table {o.Name} to {o.NewName}",
        CreateIndexOperation o => $"create index {o.Name}",
        DropIndexOperation o => $"drop index {o.Name}",
        RenameIndexOperation o => $"rename index {o.Name} to {o.NewName}",
        AddForeignKeyOperation o => $"add foreign key {o.Name}",
        DropForeignKeyOperation o => $"drop foreign key {o.Name}",
        AddUniqueConstraintOperation o => $"add unique constraint {o.Name}",
        DropUniqueConstraintOperation o => $"drop unique constraint {o.Name}",
        AddCheckConstraintOperation o => $"add check {o.Name}",
        DropCheckConstraintOperation o => $"drop check {o.Name}",
        AddPrimaryKeyOperation o => $"add primary key {o.Name}",
        DropPrimaryKeyOperation o => $"drop primary key {o.Name}",
        AddDualWriteOperation o => $"start dual write on {o.Table}",
        SwitchDualWriteOperation { Revert: true } o => $"give the old columns of {o.Table} their say back",
        SwitchDualWriteOperation o => $"make the new columns of {o.Table} authoritative",
        DropDualWriteOperation o => $"end dual write on {o.Table}",
        AddRowDualWriteOperation o => $"start dual write on {o.Table} and {o.Rows.Part}",
        DropRowDualWriteOperation o => $"end dual write on {o.Table} and {o.Part}",
        BackfillOperation { Values: [{ Rows: { } rows }] } o => $"backfill {(o.Values[0].FromPart ? o.Table : rows.Part)} from {(o.Values[0].FromPart ? rows.Part : o.Table)}",
        BackfillOperation o => $"backfill {o.Table} ({string.Join(", ", o.Values.Select(v => v.Column))})",
        AddNotNullCheckOperation o => $"add check {o.Name}",
        ValidateConstraintOperation o => $"validate {o.Name}",
        CheckRowsOperation { Copy: { } copy } o => $"look for rows of {o.Table} whose {copy.Column} has no room in {copy.To}",
        CheckRowsOperation { Limit: { } limit } o => FormattableString.Invariant($"look for rows of {o.Table} whose {limit.Column} is {limit.Below} or above"),
        CheckRowsOperation o => $"look for rows of {o.Table} that {o.Constraint} would refuse",
        RenameConstraintOperation o => $"rename constraint {o.Name} to {o.NewName}",
        ReplacePrimaryKeyOperation o => $"replace primary key of {o.Table} by {string.Join(", ", o.Columns)}",
        SwapColumnsOperation o => $"swap {string.Join(", ", o.Tables.SelectMany(t => t.Columns.Select(c => $"{t.Table}.{c.Name}")))}",
        RenameTableBehindViewOperation { Revert: true } o => $"rename table {o.NewName} back to {o.Table}",
        RenameTableBehindViewOperation o => $"rename table {o.Table} to {o.NewName}, with a view under the old name",
        AddOldTableViewOperation o => $"create view {o.Table} of table {o.Of}",
        DropOldTableViewOperation o => $"drop view {o.Table}",
        AddTombstoneOperation o => $"keep {(o.Column is null ? "table" : "column")} {Dotted(o.Table, o.Column)} as {o.Name}",
        RestoreTombstoneOperation o => $"bring back {(o.Column is null ? "table" : "column")} {Dotted(o.Table, o.Column)}",
        GateOperation => "gate",
        _ => Words(operation.GetType().Name),
    };

    /// <summary>The existing tables that an operation locks, the one it is about first.</summary>
    public static IReadOnlyList<(string Table, string? Schema)> Tables(MigrationOperation operation) => operation switch
    {
        AddForeignKeyOperation o => [(o.Table, o.Schema), (o.PrincipalTable, o.PrincipalSchema)],
        CreateTableOperation o => [.. o.ForeignKeys.Select(f => (f.PrincipalTable, f.PrincipalSchema)).Where(p => p.PrincipalTable != o.Name)],
        DropTableOperation o => [(o.Name, o.Schema)],
        RenameTableOperation o => [(o.Name, o.Schema)],
        RenameTableBehindViewOperation { Revert: true } o => [(o.NewName, o.NewSchema ?? o.Schema)],
        RestoreTombstoneOperation { Column: null } o => [(o.Name, o.Schema)],
        AddRowDualWriteOperation o => [(o.Table, o.Schema), (o.Rows.Part, o.Rows.PartSchema)],
        DropRowDualWriteOperation o => [(o.Table, o.Schema), (o.Part, o.PartSchema)],
        AddOldTableViewOperation or DropOldTableViewOperation => [],
        SwapColumnsOperation o => [.. o.Tables.Select(t => (t.Table, t.Schema))],
        ITableMigrationOperation o => [(o.Table, o.Schema)],
        DropIndexOperation { Table: { } table } o => [(table, o.Schema)],
        _ => [],
    };

    private static string Dotted(string table, string? column) => column is null ? table : $"{table}.{column}";

    private static string Words(string typeName)
    {
        var name = typeName.EndsWith("Operation", StringComparison.Ordinal) ? typeName[..^"Operation".Length] : typeName;
        return string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
    }
}
