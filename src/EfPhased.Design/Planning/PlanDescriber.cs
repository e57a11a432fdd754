using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Planning;

/// <summary>
/// Says in words what a plan does, with the lock and the work that the dialect's facts give for each step.
/// </summary>
internal static class PlanDescriber
{
    public static PlanDocument Describe(PhasedPlan plan, IReadOnlyList<string> files) => new(
        plan.Change,
        plan.Dialect.Name,
        [.. plan.Migrations.Select(m => new PlanPhase(
            m.Phase.ToString(), m.Id, When(m.Phase), m.Up.Any(o => o is DropColumnOperation or DropTableOperation),
            [.. m.Up.Where(o => o is not GateOperation).Select(o => Describe(o, plan.Dialect, m.TargetModel))]))],
        plan.Warnings,
        files)
    {
        Tables = TouchedTables.Of(plan),
    };

    /// <param name="operation">An operation of the plan.</param>
    /// <param name="dialect">The server's facts.</param>
    /// <param name="model">The model that its migration leads to.</param>
    public static PlanStep Describe(MigrationOperation operation, Dialect dialect, IModel? model)
        => Describe(operation, dialect, operation is ITableMigrationOperation on && StoreOptions.IsCompressed(model?.GetRelationalModel().FindTable(on.Table, on.Schema)));

    /// <param name="operation">An operation of the plan.</param>
    /// <param name="dialect">The server's facts.</param>
    /// <param name="isCompressed">Its table's pages are compressed, so that a column has no instant way.</param>
    public static PlanStep Describe(MigrationOperation operation, Dialect dialect, bool isCompressed)
    {
        var (symbol, text) = Text(operation);

        // What a table of this change gets before anyone uses it locks nothing that anyone waits for.
        var fact = isCompressed && Compressed(operation) is { } kind ? dialect.FactFor(kind) : FindFact(operation, dialect);
        return new PlanStep(symbol, text, fact?.Lock ?? "", fact?.WorkText ?? "", fact?.Id ?? "") { Table = TouchedTables.Of(operation)?.Name };
    }

    private static Fact? FindFact(MigrationOperation operation, Dialect dialect)
        => operation is EnsureSchemaOperation or SqlOperation || operation.IsRows() ? null : dialect.FactFor(operation);

    private static OperationKind? Compressed(MigrationOperation operation) => operation switch
    {
        AddColumnOperation { ComputedColumnSql: null } => OperationKind.AddColumnToCompressedTable,
        DropColumnOperation => OperationKind.DropColumnOfCompressedTable,
        _ => null,
    };

    private static string When(Phase phase) => phase switch
    {
        Phase.Expand => "deploy the new version after this",
        Phase.Switch => "when the new version runs everywhere",
        _ => "refused while references remain",
    };

    private static (string Symbol, string Text) Text(MigrationOperation operation) => operation switch
    {
        AddColumnOperation { ComputedColumnSql: { } sql } o => ("+", $"column  {o.Table}.{o.Name} {o.ColumnType} AS ({sql}){(o.IsStored == true ? " STORED" : "")}"),
        AddColumnOperation o => ("+", $"column  {o.Table}.{o.Name} {o.ColumnType} {(o.IsNullable ? "NULL" : "NOT NULL")}{Default(o)}"),
        DropColumnOperation o => ("-", $"column  {o.Table}.{o.Name}"),
        AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } o => ("!", $"column  {o.Table}.{o.Name} SET NOT NULL"),
        AlterColumnOperation { IsNullable: true, OldColumn.IsNullable: false } o => ("!", $"column  {o.Table}.{o.Name} DROP NOT NULL"),
        AlterColumnOperation o when o.Numbering() != o.OldColumn.Numbering()
            => ("!", $"numbers  {o.Table}.{o.Name} {Numbering(o.OldColumn)} → {Numbering(o)}"),
        AlterColumnOperation o when NumberingOptions.Change(o)
            => ("!", $"numbers  {o.Table}.{o.Name} {(NumberingOptions.Of(o)?.Max is { } max ? FormattableString.Invariant($"up to {max}") : "without a limit")}"),
        AlterColumnOperation o when AlterColumnKinds.ChangesType(o) => ("!", $"column  {o.Table}.{o.Name} {o.OldColumn.ColumnType} → {o.ColumnType}"),
        AlterColumnOperation o when o.KeepsDefault() && o.Comment != o.OldColumn.Comment
            => ("!", $"comment  {o.Table}.{o.Name}{(o.Comment is null ? " dropped" : "")}"),
        AlterColumnOperation o when o.KeepsDefault() && o.Collation != o.OldColumn.Collation => ("!", $"collation  {o.Table}.{o.Name} {o.Collation}"),
        AlterColumnOperation o when o.KeepsDefault() => ("!", $"column  {o.Table}.{o.Name}"),
        AlterColumnOperation o => ("!", $"default  {o.Table}.{o.Name}{(Default(o) is { Length: > 0 } d ? d : " dropped")}"),
        AddDualWriteOperation o => ("↔", $"dual write  {o.Table}: {Shim(o)}"),
        SwitchDualWriteOperation o => ("!", $"dual write  {o.Table}: the new shape wins"),
        DropDualWriteOperation o => ("-", $"dual write  {o.Table}"),
        AddRowDualWriteOperation o => ("↔", $"dual write  {o.Table} ↔ {o.Rows.Part}: {Moved(o.Rows)}"),
        DropRowDualWriteOperation o => ("-", $"dual write  {o.Table} ↔ {o.Part}"),
        BackfillOperation { Values: [{ Rows: { } rows } value] } o
            => ("⟳", value.FromPart ? $"backfill  {o.Table}: {Moved(rows)} from {rows.Part}"
                : rows.PartRows is PartRows.Follow or PartRows.Several ? $"backfill  {rows.Part}: rows from {o.Table}"
                : $"backfill  {rows.Part}: {string.Join(", ", rows.Columns.Select(c => c.PartColumn))} from {o.Table}"),
        BackfillOperation o => ("⟳", $"backfill  {o.Table}: {string.Join(", ", o.Values.Select(v => v.Column))}"),
        CreateIndexOperation o => ("+", $"index  {o.Name}{(o.IsOnline() ? " online" : "")}"),
        DropIndexOperation o => ("-", $"index  {o.Name}{(o.IsOnline() ? " online" : "")}"),
        RenameIndexOperation o => ("!", $"index  {o.Name} renamed to {o.NewName}"),
        SwapColumnsOperation o => ("!", $"swap  {string.Join(", ", o.Tables.SelectMany(t => t.Columns.Select(c => $"{t.Table}.{c.Name} → {c.Type}")))}"),
        AddNotNullCheckOperation { Unless: { } unless } o => ("+", $"check  {o.Table}.{o.Column} NOT NULL unless {unless} is, for new rows"),
        AddNotNullCheckOperation o => ("+", $"check  {o.Table}.{o.Column} NOT NULL, for new rows"),
        ValidateConstraintOperation o => ("✓", $"validate  {o.Name}"),
        CheckRowsOperation { Copy: { } copy } o => ("✓", $"look for rows of {o.Table} whose {copy.Column} has no room in {copy.To}"),
        CheckRowsOperation { Limit: { } limit } o => ("✓", FormattableString.Invariant($"look for rows of {o.Table} whose {limit.Column} is {limit.Below} or above")),
        CheckRowsOperation o => ("✓", $"look for rows of {o.Table} that {o.Constraint} would refuse"),
        RenameConstraintOperation o => ("!", $"constraint  {o.Name} renamed to {o.NewName}"),
        ReplacePrimaryKeyOperation o => ("!", $"primary key  {o.Table} ({string.Join(", ", o.Columns)})"),
        AddPrimaryKeyOperation o => ("+", $"primary key  {o.Table} ({string.Join(", ", o.Columns)}){(o.IsOnline() ? " online" : "")}"),
        DropPrimaryKeyOperation o => ("-", $"primary key  {o.Table}"),
        AddUniqueConstraintOperation o => ("+", $"unique  {o.Name}{(o.IsOnline() ? " online" : "")}"),
        DropUniqueConstraintOperation o => ("-", $"unique  {o.Name}"),
        AddCheckConstraintOperation o => ("+", $"check  {o.Name}{(o.IsNotValid() ? ", for new rows" : "")}"),
        DropCheckConstraintOperation o => ("-", $"check  {o.Name}"),
        AddForeignKeyOperation o => ("+", $"foreign key  {o.Name}{(o.IsNotValid() ? ", for new rows" : "")}"),
        DropForeignKeyOperation o => ("-", $"foreign key  {o.Name}"),
        CreateTableOperation o => ("+", $"table  {o.Name}"),
        DropTableOperation o => ("-", $"table  {o.Name}"),
        EnsureSchemaOperation o => ("+", $"schema  {o.Name}"),
        RenameTableBehindViewOperation { Revert: true } o => ("!", $"table  {o.NewName} renamed back to {o.Table}"),
        RenameTableBehindViewOperation o => ("!", $"table  {o.Table} renamed to {o.NewName}, with a view under the old name"),
        AddOldTableViewOperation o => ("+", $"view  {o.Table} of {o.Of}"),
        DropOldTableViewOperation o => ("-", $"view  {o.Table}"),
        AddTombstoneOperation o => ("-", FormattableString.Invariant($"{Kind(o.Column)}  {Dotted(o)}, kept as {o.Name} for {o.KeepFor:c}")),
        RestoreTombstoneOperation o => ("+", $"{Kind(o.Column)}  {(o.Column is null ? o.Table : $"{o.Table}.{o.Column}")}, from {o.Name}"),
        AlterTableOperation o => ("!", $"table  {o.Name}: {Settings(o)}"),
        AlterDatabaseOperation o => ("!", $"database  {Settings(AnnotationChange.Of(o))}"),
        CreateSequenceOperation o => ("+", $"sequence  {o.Name}"),
        AlterSequenceOperation o => ("!", $"sequence  {o.Name}: other limits"),
        RestartSequenceOperation o => ("!", FormattableString.Invariant($"sequence  {o.Name}: at least {o.StartValue}")),
        DropSequenceOperation o => ("-", $"sequence  {o.Name}"),
        UpdateDataOperation o => ("!", FormattableString.Invariant($"rows  {o.Table}: {o.KeyValues.GetLength(0)} updated")),
        DeleteDataOperation o => ("-", FormattableString.Invariant($"rows  {o.Table}: {o.KeyValues.GetLength(0)} deleted")),
        InsertDataOperation o => ("+", $"rows  {o.Table}"),
        SqlOperation o => ("!", $"sql by hand  {FirstLine(o.Sql)}"),
        _ => ("!", operation.GetType().Name),
    };

    private static string Kind(string? column) => column is null ? "table" : "column";

    private static string Dotted(AddTombstoneOperation tombstone) => tombstone.Column is null ? tombstone.Table : $"{tombstone.Table}.{tombstone.Column}";

    private static string FirstLine(string sql)
    {
        var line = sql.Trim().Split('\n', 2)[0].TrimEnd();
        return line.Length <= 60 ? line : line[..57] + "...";
    }

    private static string Numbering(ColumnOperation column) => column.Numbering() switch
    {
        null => "the application's",
        "SerialColumn" => "serial",
        "IdentityAlwaysColumn" => "identity always",
        "IdentityByDefaultColumn" => "identity by default",
        var other => other,
    };

    private static string Shim(AddDualWriteOperation operation)
        => string.Join(", ", operation.Pairs.Select(p => $"{p.OldColumn} ↔ {p.NewColumn}")
            .Concat(operation.Groups.Select(g => $"{Names(g.Old)} ↔ {Names(g.New)}"))
            .Concat(operation.Fills.Select(f => $"→ {f.Column}")));

    private static string Moved(MovedRows rows) => string.Join(", ", [.. rows.Columns.Select(c => c.Column), .. rows.Kind is { } kind ? [kind.Column] : Array.Empty<string>()]);

    private static string Names(IEnumerable<GroupedColumn> columns) => string.Join(" + ", columns.Select(c => c.Column));

    private static string Settings(AlterTableOperation operation)
        => operation.Comment == operation.OldTable.Comment ? Settings(AnnotationChange.Of(operation)) : "comment";

    // The provider's name of a setting ends with the object's own: Npgsql:Enum:mood.
    private static string Settings(IEnumerable<AnnotationChange> changes)
        => changes.Select(c => $"{c.Kind}{(c.Name.Length == 0 ? "" : ":" + c.Name)} {(c.Old is null ? "+" : c.New is null ? "-" : "!")}").ToList() is [_, ..] texts
            ? string.Join(", ", texts)
            : "collation";

    private static string Default(ColumnOperation operation) => operation switch
    {
        { DefaultValueSql: { } sql } => $" DEFAULT {sql}",
        // EF Core's empty text stands for an empty document, which is what Npgsql writes.
        { DefaultValue: "", ColumnType: "json" or "jsonb" } => " DEFAULT '{}'",
        { DefaultValue: "" } => " DEFAULT ''",
        { DefaultValue: { } value } => FormattableString.Invariant($" DEFAULT {value}"),
        _ => "",
    };
}
