using EfPhased.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Dialects.MySql;

/// <summary>
/// MySQL's and MariaDB's SQL of phased operations. Trigger bodies are single SET statements, so that no client needs a DELIMITER.
/// </summary>
internal sealed class MySqlWriter(ISqlGenerationHelper sql, IRelationalTypeMappingSource types) : SqlWriter(sql, types)
{
    private const int UnwatchedRows = 100_000;

    public override string TimeType => "datetime(6)";

    public override string LongTextType => "mediumtext";

    public override string OwnTableOptions => " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    public override IReadOnlyList<SqlStatement> WriteOnline(
        MigrationOperation operation, IModel? model, Func<MigrationOperation, IReadOnlyList<MigrationCommand>> provider)
    {
        switch (operation)
        {
            case AlterColumnOperation alter when MySqlDefaults.ChangesOnlyTheDefault(alter):
                var change = MySqlDefaults.Literal(alter, Types) is { } literal ? $"SET DEFAULT {literal}" : "DROP DEFAULT";
                return
                [
                    new($"ALTER TABLE {Table(alter.Table, alter.Schema)} ALTER COLUMN {Column(alter.Name)} {change}, ALGORITHM=INSTANT"),
                ];

            // DROP INDEX takes no ALGORITHM on MariaDB.
            case DropIndexOperation index:
                return
                [
                    new($"ALTER TABLE {Table(index.Table!, index.Schema)} DROP INDEX {Column(index.Name)}, ALGORITHM=INPLACE, LOCK=NONE"),
                ];

            // A provider may wrap it in procedures that ask for AUTO_INCREMENT columns; no operation of ours makes one.
            case AddPrimaryKeyOperation key:
                return
                [
                    new($"ALTER TABLE {Table(key.Table, key.Schema)} ADD PRIMARY KEY ({Columns(key.Columns)}), ALGORITHM=INPLACE, LOCK=NONE"),
                ];

            // The server checks every row under a lock unless told that the rows are known: ValidateConstraint looks afterwards.
            case AddForeignKeyOperation key when operation.IsNotValid():
                return
                [
                    new("SET SESSION foreign_key_checks = 0"),
                    .. provider(WithoutRestrict(key)).Select(c => new SqlStatement(MySqlAlgorithm.Append(c.CommandText, instant: false))),
                    new("SET SESSION foreign_key_checks = 1"),
                ];

            // MY-09: no algorithm but COPY. Only the way back of a contract adds one, and the plan has said what that costs.
            case AddColumnOperation { ComputedColumnSql: not null, IsStored: true }:
                return [.. provider(operation).Select(c => new SqlStatement(c.CommandText.TrimEnd().TrimEnd(';')))];

            default:
                var instant = operation is AddColumnOperation or DropColumnOperation && !StoreOptions.IsCompressed(Find((ITableMigrationOperation)operation, model));
                return
                [
                    .. provider(operation)
                        .Where(c => !IsFillingOfNulls(c))
                        .Select(c => new SqlStatement(MySqlAlgorithm.Append(c.CommandText, instant))),
                ];
        }
    }

    private static ITable? Find(ITableMigrationOperation operation, IModel? model)
        => model?.GetRelationalModel().FindTable(operation.Table, operation.Schema);

    // BINARY, because a case-insensitive collation hides 'foo' -> 'Foo', and PAD SPACE ones hide trailing spaces.
    public override string Differs(string left, string right, string? storeType)
        => $"NOT (BINARY {left} <=> BINARY {right})";

    public override string DifferAsKeys(string left, string right) => $"NOT ({left} <=> {right})";

    // As bytes, 1 and 1.0 differ.
    public override string DiffersFrom(string column, string expression, string? storeType)
        => IsText(storeType) ? Differs(column, $"({expression})", storeType) : $"NOT ({column} <=> ({expression}))";

    // A column rounds what it is given.
    public override string Fitted(string value, string? storeType)
        => storeType?.StartsWith("decimal", StringComparison.OrdinalIgnoreCase) == true ? $"CAST({value} AS {storeType})" : value;

    // A procedure may drop triggers and not create them.
    public override bool RunsInProcedure(PhasedOperation operation)
        => base.RunsInProcedure(operation) && operation is not (AddDualWriteOperation or SwitchDualWriteOperation or AddRowDualWriteOperation);

    protected override IReadOnlyList<SqlStatement> AddDualWrite(AddDualWriteOperation operation)
        => [.. CreateRecord(operation), .. CreateTriggers(operation, Shim.Of(operation), newWins: false)];

    // The new triggers are there before the old ones go, so that no write slips between them; together they do what the new do alone.
    protected override IReadOnlyList<SqlStatement> SwitchDualWrite(SwitchDualWriteOperation operation)
        =>
        [
            .. CreateTriggers(operation, Shim.Of(operation), newWins: !operation.Revert),
            .. DropTriggers(operation, newWins: operation.Revert),
        ];

    protected override IReadOnlyList<SqlStatement> DropDualWrite(DropDualWriteOperation operation)
        =>
        [
            .. DropTriggers(operation, newWins: false),
            .. DropTriggers(operation, newWins: true),
            DropRecord(operation),
        ];

    protected override IReadOnlyList<SqlStatement> AddRowDualWrite(AddRowDualWriteOperation operation)
        =>
        [
            CreateRecord(Record(operation)),
            .. MySqlRowDualWrite.Drop(this, operation, operation.Rows.PartSchema),
            .. new MySqlRowDualWrite(this, operation, Record(operation)).Create(),
        ];

    protected override IReadOnlyList<SqlStatement> DropRowDualWrite(DropRowDualWriteOperation operation)
        => [.. MySqlRowDualWrite.Drop(this, operation, operation.PartSchema), DropRecord(operation)];

    // Somebody else may have added the row in between; what it holds is newer.
    protected override string FillPart(string table, MovedRows rows, string range)
    {
        var sql = new MovedRowsSql(this, rows);
        if (rows.PartRows is PartRows.Stay or PartRows.Needed)
            return FillRowsOfPart(table, sql, range);
        var key = Column(rows.PartKey[0]);
        return $"INSERT INTO {sql.Part} ({Columns(sql.PartColumns)}) SELECT {sql.UpValues(Column)} FROM {table} "
            + $"WHERE {range} AND {sql.Present(Column)} AND ({sql.Disagree(fromPart: false)}) FOR UPDATE ON DUPLICATE KEY UPDATE {key} = {sql.Part}.{key}";
    }

    private string FillRowsOfPart(string table, MovedRowsSql sql, string range)
    {
        Func<string, string> whole = c => $"whole.{Column(c)}";
        Func<string, string> part = c => $"part.{Column(c)}";
        return $"DO (SELECT COUNT(*) FROM {table} AS whole WHERE {range} FOR UPDATE);\n"
            + $"UPDATE {sql.Part} AS part INNER JOIN (SELECT {Columns(sql.WholeColumns)} FROM {table} WHERE {range}) AS whole "
            + $"ON {sql.Match(whole, part)} SET {sql.UpAssignments(whole, part)} WHERE {sql.Differ(whole, part)}";
    }

    protected override string FillFromPart(string table, MovedRows rows, string range)
    {
        var sql = new MovedRowsSql(this, rows);
        var keys = rows.PartKey.Count == 1 ? $"part.{Column(rows.PartKey[0])}" : $"({string.Join(", ", rows.PartKey.Select(k => $"part.{Column(k)}"))})";
        return $"DO (SELECT COUNT(*) FROM {sql.Part} AS part WHERE {keys} IN (SELECT {Columns(rows.Key)} FROM {table} WHERE {range}) FOR UPDATE);\n"
            + $"UPDATE {table} SET {sql.FillAssignments} WHERE {range} AND {sql.IsToFill}";
    }

    protected override IReadOnlyList<SqlStatement> Backfill(BackfillOperation operation)
    {
        var table = Table(operation.Table, operation.Schema);
        var message = $"EFP2004: {operation.Table} has more than {UnwatchedRows} rows; run dotnet ef-phased backfill {operation.Change}";
        return
        [
            Stop(message, $"(SELECT COUNT(*) FROM (SELECT 1 FROM {table} LIMIT {UnwatchedRows + 1}) AS counted) > {UnwatchedRows}"),
            new(Fill(table, operation.Values, range: null)),
        ];
    }

    // MODIFY ... NOT NULL reads the rows itself while writes go on (MY-21); there is nothing to prepare.
    protected override IReadOnlyList<SqlStatement> AddNotNullCheck(AddNotNullCheckOperation operation) => [];

    protected override IReadOnlyList<SqlStatement> RenameColumn(TablePhasedOperation operation, string from, string to)
        => [new($"ALTER TABLE {Table(operation.Table, operation.Schema)} RENAME COLUMN {Column(from)} TO {Column(to)}, ALGORITHM=INPLACE, LOCK=NONE")];

    protected override IReadOnlyList<SqlStatement> RenameTable(TablePhasedOperation operation, string from, string to)
        => [new($"ALTER TABLE {Table(from, operation.Schema)} RENAME TO {Table(to, operation.Schema)}")];

    protected override IReadOnlyList<SqlStatement> RenameTableBehindView(RenameTableBehindViewOperation operation)
        => [.. MySqlTableView.Rename(this, operation, Stop)];

    protected override IReadOnlyList<SqlStatement> AddOldTableView(AddOldTableViewOperation operation)
        => [new($"CREATE OR REPLACE VIEW {Table(operation.Table, operation.Schema)} AS SELECT {Columns(operation.Columns)} FROM {Table(operation.Of, operation.Schema)}")];

    protected override IReadOnlyList<SqlStatement> ValidateConstraint(ValidateConstraintOperation operation)
    {
        if (operation.ForeignKey is not { } key)
            return [];

        var child = Table(operation.Table, operation.Schema);
        var join = key.Columns.Zip(key.PrincipalColumns, (c, p) => $"principal.{Column(p)} = child.{Column(c)}");
        var set = key.Columns.Select(c => $"child.{Column(c)} IS NOT NULL");
        return
        [
            Stop(
                $"EFP2005: rows of {operation.Table} refer to no row of {key.PrincipalTable}",
                $"EXISTS (SELECT 1 FROM {child} AS child WHERE {string.Join(" AND ", set)} AND NOT EXISTS "
                + $"(SELECT 1 FROM {Table(key.PrincipalTable, key.PrincipalSchema)} AS principal WHERE {string.Join(" AND ", join)}))"),
        ];
    }

    // Only unique constraints and primary keys have indexes whose name is the constraint's; nothing else can be renamed.
    protected override IReadOnlyList<SqlStatement> RenameConstraint(RenameConstraintOperation operation)
        =>
        [
            new($"ALTER TABLE {Table(operation.Table, operation.Schema)} RENAME INDEX {Column(operation.Name)} TO {Column(operation.NewName)}, "
                + "ALGORITHM=INPLACE, LOCK=NONE"),
        ];

    // MY-48: dropping it by itself would copy the table.
    protected override IReadOnlyList<SqlStatement> ReplacePrimaryKey(ReplacePrimaryKeyOperation operation)
        =>
        [
            new($"ALTER TABLE {Table(operation.Table, operation.Schema)} DROP PRIMARY KEY, ADD PRIMARY KEY ({Columns(operation.Columns)}), "
                + "ALGORITHM=INPLACE, LOCK=NONE"),
        ];

    // MY-26: another integer type copies the table, and nothing of a swap is one transaction here.
    protected override IReadOnlyList<SqlStatement> SwapColumns(SwapColumnsOperation operation) => throw Errors.NoColumnSwap(operation.Change);

    protected override IReadOnlyList<SqlStatement> CheckRows(CheckRowsOperation operation)
        =>
        [
            Stop($"EFP2040: {Errors.OffendingRowsText(operation)}some", $"({CountOffendingRows(operation)}) > 0"),
        ];

    protected override string Joined(string column) => $"GROUP_CONCAT({column} SEPARATOR ', ')";

    // RESTRICT is what the server does anyway. MariaDB writes it down as NO ACTION, which is the same, when it adds the key in place.
    private static AddForeignKeyOperation WithoutRestrict(AddForeignKeyOperation key)
    {
        var copy = key.Copy();
        copy.OnDelete = copy.OnDelete == ReferentialAction.Restrict ? ReferentialAction.NoAction : copy.OnDelete;
        copy.OnUpdate = copy.OnUpdate == ReferentialAction.Restrict ? ReferentialAction.NoAction : copy.OnUpdate;
        return copy;
    }

    // A provider gives nulls a value in one unbounded UPDATE before it forbids them. The backfill has left none, and if one has come
    // since, the server refuses in strict mode.
    private static bool IsFillingOfNulls(MigrationCommand command)
        => command.CommandText.TrimStart().StartsWith("UPDATE ", StringComparison.OrdinalIgnoreCase);

    private static bool IsText(string? storeType)
        => storeType is null || storeType.Contains("char", StringComparison.OrdinalIgnoreCase) || storeType.Contains("text", StringComparison.OrdinalIgnoreCase)
            || storeType.StartsWith("enum", StringComparison.OrdinalIgnoreCase) || storeType.StartsWith("set", StringComparison.OrdinalIgnoreCase)
            || storeType.Contains("binary", StringComparison.OrdinalIgnoreCase) || storeType.Contains("blob", StringComparison.OrdinalIgnoreCase);

    // Outside a stored program there is no SIGNAL. A scalar subquery with two rows is an error everywhere, and none is none.
    private SqlStatement Stop(string message, string condition)
        => new($"SELECT (SELECT {Literal(message)} FROM (SELECT 1 UNION ALL SELECT 2) AS stop WHERE {condition}) AS efphased");

    private List<SqlStatement> CreateTriggers(
        TablePhasedOperation operation, Shim shim, bool newWins)
    {
        var table = Table(operation.Table, operation.Schema);
        var statements = new List<SqlStatement>(DropTriggers(operation, newWins));
        statements.Add(new(
            $"CREATE TRIGGER {Trigger(operation, "i", newWins)} BEFORE INSERT ON {table} FOR EACH ROW\n"
            + $"SET {MySqlDualWrite.Insert(this, Record(operation), shim, newWins)}"));
        if (shim.WatchesUpdates)
        {
            statements.Add(new(
                $"CREATE TRIGGER {Trigger(operation, "u", newWins)} BEFORE UPDATE ON {table} FOR EACH ROW\n"
                + $"SET {MySqlDualWrite.Update(this, Record(operation), shim, newWins)}"));
        }

        return statements;
    }

    // MySQL has no sequences, but a statement that it reads as empty would be an error: there it is a table that nobody uses.
    private SqlStatement[] CreateRecord(AddDualWriteOperation operation)
        => !Shim.Of(operation).HasTwoShapes
            ? []
            : [CreateRecord(Record(operation))];

    private static SqlStatement CreateRecord(string record)
        => new($"CREATE /*M!100300 SEQUENCE */ /*!80000 TABLE */ IF NOT EXISTS {record} /*!80000 (unused int NULL) */");

    private SqlStatement DropRecord(TablePhasedOperation operation)
        => new($"DROP /*M!100300 SEQUENCE */ /*!80000 TABLE */ IF EXISTS {Record(operation)}", SuppressTransaction: true);

    private string Record(TablePhasedOperation operation) => Table(DualWriteNames.Record(operation), operation.Schema);

    private SqlStatement[] DropTriggers(TablePhasedOperation operation, bool newWins)
        =>
        [
            new($"DROP TRIGGER IF EXISTS {Trigger(operation, "i", newWins)}"),
            new($"DROP TRIGGER IF EXISTS {Trigger(operation, "u", newWins)}"),
        ];

    private string Trigger(TablePhasedOperation operation, string suffix, bool newWins)
        => Table(DualWriteNames.Trigger(operation, newWins ? "s" + suffix : suffix), operation.Schema);
}
