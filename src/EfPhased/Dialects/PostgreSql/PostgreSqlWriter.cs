using System.Text;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Dialects.PostgreSql;

/// <summary>
/// PostgreSQL's SQL of phased operations.
/// </summary>
internal sealed class PostgreSqlWriter(ISqlGenerationHelper sql, IRelationalTypeMappingSource types) : SqlWriter(sql, types)
{
    private const string ConcurrentlyAnnotation = "Npgsql:CreatedConcurrently";

    public override string TimeType => "timestamp with time zone";

    public override string LongTextType => "text";

    public override string OwnTableOptions => "";

    public override IReadOnlyList<SqlStatement> WriteOnline(
        MigrationOperation operation, IModel? model, Func<MigrationOperation, IReadOnlyList<MigrationCommand>> provider)
    {
        switch (operation)
        {
            case CreateIndexOperation index:
                var concurrently = index.Copy();
                concurrently[ConcurrentlyAnnotation] = true;
                return [.. provider(concurrently).Select(c => new SqlStatement(Trim(c.CommandText), SuppressTransaction: true))];

            // Npgsql has no form of its own for this.
            case DropIndexOperation index:
                return [new($"DROP INDEX CONCURRENTLY IF EXISTS {Table(index.Name, index.Schema)}", SuppressTransaction: true)];

            case AddUniqueConstraintOperation unique:
                return
                [
                    UniqueIndex(unique.Name, unique.Table, unique.Schema, unique.Columns),
                    new($"ALTER TABLE {Table(unique.Table, unique.Schema)} ADD CONSTRAINT {Column(unique.Name)} UNIQUE USING INDEX {Column(unique.Name)}"),
                ];

            case AddColumnOperation { ColumnType: { } type } add when Types.FindMapping(type) is null:
                return [new(PostgreSqlDomainGuard.Write(this, add)), .. Statements(provider(add))];

            case AlterDatabaseOperation:
                return [.. provider(operation).SelectMany(c => PostgreSqlEnumLabels.Split(c.CommandText))];

            // Under the lock that the first statement takes, nobody moves the sequence on before the second has looked.
            case RestartSequenceOperation { StartValue: { } start } restart:
                var sequence = Table(restart.Name, restart.Schema);
                return
                [
                    new(FormattableString.Invariant($"ALTER SEQUENCE {sequence} START WITH {start}")),
                    new(FormattableString.Invariant($"SELECT setval({Literal(sequence)}, {start}, false) FROM {sequence} WHERE last_value < {start}")),
                ];

            case AddPrimaryKeyOperation key:
                return
                [
                    UniqueIndex(key.Name, key.Table, key.Schema, key.Columns),
                    new($"ALTER TABLE {Table(key.Table, key.Schema)} ADD CONSTRAINT {Column(key.Name)} PRIMARY KEY USING INDEX {Column(key.Name)}"),
                ];

            case AddForeignKeyOperation or AddCheckConstraintOperation when operation.IsNotValid():
                return [.. provider(operation).Select(c => new SqlStatement(Trim(c.CommandText) + " NOT VALID"))];

            case AlterColumnOperation alter when PostgreSqlNumbering.Write(this, alter) is { } numbering:
                return [new(numbering)];

            case AlterColumnOperation alter when PostgreSqlNumbering.BelowTheApplications(alter) is { } options:
                return [new(PostgreSqlNumbering.GoOn(this, alter, options, provider(alter).Select(c => c.CommandText)))];

            // Npgsql gives nulls the default in one unbounded UPDATE before it forbids them. The backfill has left none.
            case AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } alter when alter.KeepsDefault():
                return Statements(provider(alter.WithoutDefault()));

            default:
                return Statements(provider(operation));
        }
    }

    public override string Differs(string left, string right, string? storeType)
        => $"{Comparable(left, storeType)} IS DISTINCT FROM {Comparable(right, storeType)}";

    public override string DifferAsKeys(string left, string right) => $"{left} IS DISTINCT FROM {right}";

    public override string? NextNumber(string table, string? schema, string column)
        => $"nextval(pg_get_serial_sequence({Literal(Table(table, schema))}, {Literal(column)}))";

    public override string AsType(string value, string? storeType) => storeType is null ? value : $"CAST({value} AS {storeType})";

    protected override IReadOnlyList<SqlStatement> AddDualWrite(AddDualWriteOperation operation)
    {
        var table = Table(operation.Table, operation.Schema);
        var function = Table(DualWriteNames.Function(operation), operation.Schema);
        var statements = new List<SqlStatement>();

        // Whoever writes to the table must be able to record it.
        var shim = Shim.Of(operation);
        if (shim.HasTwoShapes)
        {
            statements.Add(new($"CREATE SEQUENCE IF NOT EXISTS {Record(operation)}"));
            statements.Add(new($"GRANT USAGE, SELECT, UPDATE ON SEQUENCE {Record(operation)} TO PUBLIC"));
        }

        statements.AddRange(
        [
            new(PostgreSqlDualWrite.Function(this, function, DualWriteNames.Record(operation), shim, newWins: false)),
            new($"CREATE TRIGGER {Column(DualWriteNames.Trigger(operation, "i"))} BEFORE INSERT ON {table}\n"
                + $"    FOR EACH ROW EXECUTE FUNCTION {function}()"),
        ]);

        // The WHEN clause keeps the function out of updates that touch neither side, and sees what other triggers changed.
        if (shim.WatchesUpdates)
        {
            var when = shim.Groups.SelectMany(g => g.Old.Concat(g.New)).Select(c => Differs($"NEW.{Column(c.Column)}", $"OLD.{Column(c.Column)}", c.Type))
                .Concat(shim.Fills.Where(f => f.OnUpdate && !f.Always).Select(f => $"NEW.{Column(f.Column)} IS NULL"))
                .Concat(shim.Fills.Where(f => f.Follows).Select(f => $"({PostgreSqlDualWrite.Moved(this, f)})"))
                .Concat(shim.Fills.Where(f => f.Always).Select(f => $"NEW.{Column(f.Column)} IS DISTINCT FROM {SideSql.OfNew(this, f.Value)}"));
            statements.Add(new(
                $"CREATE TRIGGER {Column(DualWriteNames.Trigger(operation, "u"))} BEFORE UPDATE ON {table}\n"
                + $"    FOR EACH ROW WHEN ({string.Join(" OR ", when)})\n    EXECUTE FUNCTION {function}()"));
        }

        return statements;
    }

    protected override IReadOnlyList<SqlStatement> SwitchDualWrite(SwitchDualWriteOperation operation)
        =>
        [
            new(PostgreSqlDualWrite.Function(
                this, Table(DualWriteNames.Function(operation), operation.Schema), DualWriteNames.Record(operation), Shim.Of(operation),
                newWins: !operation.Revert)),
        ];

    protected override IReadOnlyList<SqlStatement> DropDualWrite(DropDualWriteOperation operation)
    {
        var table = Table(operation.Table, operation.Schema);
        return
        [
            new($"DROP TRIGGER IF EXISTS {Column(DualWriteNames.Trigger(operation, "i"))} ON {table}"),
            new($"DROP TRIGGER IF EXISTS {Column(DualWriteNames.Trigger(operation, "u"))} ON {table}"),
            new($"DROP FUNCTION IF EXISTS {Table(DualWriteNames.Function(operation), operation.Schema)}()"),
            new($"DROP SEQUENCE IF EXISTS {Record(operation)}"),
        ];
    }

    protected override IReadOnlyList<SqlStatement> AddRowDualWrite(AddRowDualWriteOperation operation)
        => [.. new PostgreSqlRowDualWrite(this, operation).Create(Record(operation))];

    protected override IReadOnlyList<SqlStatement> DropRowDualWrite(DropRowDualWriteOperation operation)
        => [.. PostgreSqlRowDualWrite.Drop(this, operation, Record(operation))];

    // Somebody else may have added the row in between; what it holds is newer.
    protected override string FillPart(string table, MovedRows rows, string range)
    {
        var sql = new MovedRowsSql(this, rows);
        if (rows.PartRows is PartRows.Stay or PartRows.Needed)
            return FillRowsOfPart(table, sql, range);
        return $"INSERT INTO {sql.Part} ({Columns(sql.PartColumns)}) SELECT {sql.UpValues(Column)} FROM {table} "
            + $"WHERE {range} AND {sql.Missing} FOR NO KEY UPDATE ON CONFLICT ({Columns(sql.PartIdentity)}) DO NOTHING";
    }

    private string FillRowsOfPart(string table, MovedRowsSql sql, string range)
    {
        Func<string, string> whole = c => $"held.{Column(c)}";
        Func<string, string> part = c => $"part.{Column(c)}";
        return $"WITH held AS MATERIALIZED (SELECT whole.* FROM {table} AS whole WHERE {range} FOR NO KEY UPDATE OF whole) "
            + $"UPDATE {sql.Part} AS part SET {sql.UpAssignments(whole, Column)} FROM held WHERE {sql.Match(whole, part)} AND {sql.Differ(whole, part)}";
    }

    // A locking query gives the rows as they are once they are locked, whatever the statement's snapshot.
    protected override string FillFromPart(string table, MovedRows rows, string range)
    {
        var sql = new MovedRowsSql(this, rows);
        Func<string, string> whole = c => $"efphased.{Column(c)}";
        Func<string, string> part = c => $"held.{Column(c)}";
        var keys = string.Join(", ", rows.PartKey.Select(k => $"part.{Column(k)}"));
        var held = $"WITH held AS MATERIALIZED (SELECT part.* FROM {sql.Part} AS part WHERE ({keys}) IN (SELECT {Columns(rows.Key)} FROM {table} WHERE {range}) "
            + $"FOR NO KEY UPDATE OF part) UPDATE {table} AS efphased SET ";
        return rows.PartRows is PartRows.Several
            ? $"{held}{Column(rows.Columns[0].Column)} = {sql.First("held", sql.Match(whole, part), part)} WHERE {range} AND {sql.IsToFill}"
            : $"{held}{sql.DownAssignments(part, whole)} FROM held WHERE {sql.Match(whole, part)} AND {sql.Differ(whole, part)}";
    }

    private string Record(TablePhasedOperation operation) => Table(DualWriteNames.Record(operation), operation.Schema);

    protected override IReadOnlyList<SqlStatement> Backfill(BackfillOperation operation)
        => [new(PostgreSqlBackfillBlock.Write(this, operation), SuppressTransaction: true)];

    protected override IReadOnlyList<SqlStatement> AddNotNullCheck(AddNotNullCheckOperation operation)
        =>
        [
            new($"ALTER TABLE {Table(operation.Table, operation.Schema)} ADD CONSTRAINT {Column(operation.Name)} "
                + $"CHECK ({Column(operation.Column)} IS NOT NULL{(operation.Unless is { } unless ? $" OR {Column(unless)} IS NULL" : "")}) NOT VALID"),
        ];

    protected override IReadOnlyList<SqlStatement> RenameColumn(TablePhasedOperation operation, string from, string to)
        => [new($"ALTER TABLE {Table(operation.Table, operation.Schema)} RENAME COLUMN {Column(from)} TO {Column(to)}")];

    protected override IReadOnlyList<SqlStatement> RenameTable(TablePhasedOperation operation, string from, string to)
        => [new($"ALTER TABLE {Table(from, operation.Schema)} RENAME TO {Column(to)}")];

    protected override IReadOnlyList<SqlStatement> RenameTableBehindView(RenameTableBehindViewOperation operation)
        => [.. PostgreSqlTableView.Rename(this, operation)];

    protected override IReadOnlyList<SqlStatement> AddOldTableView(AddOldTableViewOperation operation)
        => [.. PostgreSqlTableView.Create(this, Table(operation.Table, operation.Schema), Table(operation.Of, operation.OfSchema ?? operation.Schema), operation.Columns)];

    protected override IReadOnlyList<SqlStatement> ValidateConstraint(ValidateConstraintOperation operation)
        => [new($"ALTER TABLE {Table(operation.Table, operation.Schema)} VALIDATE CONSTRAINT {Column(operation.Name)}")];

    protected override IReadOnlyList<SqlStatement> RenameConstraint(RenameConstraintOperation operation)
        => [new($"ALTER TABLE {Table(operation.Table, operation.Schema)} RENAME CONSTRAINT {Column(operation.Name)} TO {Column(operation.NewName)}")];

    // One ALTER TABLE for both, so that nobody sees the table without a key.
    protected override IReadOnlyList<SqlStatement> ReplacePrimaryKey(ReplacePrimaryKeyOperation operation)
        =>
        [
            UniqueIndex(operation.IndexName, operation.Table, operation.Schema, operation.Columns),
            new($"ALTER TABLE {Table(operation.Table, operation.Schema)} DROP CONSTRAINT {Column(operation.OldName)}, "
                + $"ADD CONSTRAINT {Column(operation.Name)} PRIMARY KEY USING INDEX {Column(operation.IndexName)}"),
        ];

    protected override IReadOnlyList<SqlStatement> SwapColumns(SwapColumnsOperation operation) => [new(PostgreSqlColumnSwap.Write(this, operation))];

    protected override IReadOnlyList<SqlStatement> CheckRows(CheckRowsOperation operation)
        =>
        [
            new("DO " + DollarQuotes.Around(
                $"""
                DECLARE
                    found bigint;
                    keys text;
                BEGIN
                    {OffendingRows(operation)} INTO found, keys;
                    IF found > 0 THEN
                        RAISE EXCEPTION USING MESSAGE = 'EFP2040: ' || found || {Literal(" " + Errors.OffendingRowsText(operation))} || keys || '.';
                    END IF;
                END

                """.ReplaceLineEndings("\n"))),
        ];

    protected override string Joined(string column) => $"string_agg({column}, ', ')";

    private SqlStatement UniqueIndex(string name, string table, string? schema, IEnumerable<string> columns)
        => new($"CREATE UNIQUE INDEX CONCURRENTLY {Column(name)} ON {Table(table, schema)} ({Columns(columns)})", SuppressTransaction: true);

    // json, xml and point have no equality; citext and nondeterministic collations hide 'foo' -> 'Foo'.
    private static string Comparable(string value, string? storeType)
    {
        var type = storeType?.ToLowerInvariant() ?? "";
        if (type is "json" or "xml" or "point" or "citext")
            return $"{value}::text";
        return type.StartsWith("text", StringComparison.Ordinal) || type.StartsWith("character", StringComparison.Ordinal)
            || type.StartsWith("varchar", StringComparison.Ordinal)
            ? $"{value} COLLATE \"C\""
            : value;
    }

    private static IReadOnlyList<SqlStatement> Statements(IEnumerable<MigrationCommand> commands)
        => [.. commands.Select(c => new SqlStatement(Trim(c.CommandText), c.TransactionSuppressed))];

    private static string Trim(string commandText) => commandText.TrimEnd().TrimEnd(';');
}
