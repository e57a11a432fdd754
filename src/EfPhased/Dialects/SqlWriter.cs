using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace EfPhased.Dialects;

/// <summary>
/// Writes the SQL of phased operations for one kind of server. Ordinary DDL stays with the provider's own generator.
/// </summary>
internal abstract class SqlWriter(ISqlGenerationHelper sql, IRelationalTypeMappingSource types)
{
    private const int OffendingKeysShown = 10;

    private readonly RelationalTypeMapping _strings = types.GetMapping(typeof(string));

    protected IRelationalTypeMappingSource Types { get; } = types;

    /// <summary>The statements of an operation that EF Core does not know.</summary>
    /// <exception cref="NotSupportedException">The operation is of an unknown type.</exception>
    public IReadOnlyList<SqlStatement> Write(PhasedOperation operation) => operation switch
    {
        AddDualWriteOperation o => AddDualWrite(o),
        SwitchDualWriteOperation o => SwitchDualWrite(o),
        DropDualWriteOperation o => DropDualWrite(o),
        AddRowDualWriteOperation o => AddRowDualWrite(o),
        DropRowDualWriteOperation o => DropRowDualWrite(o),
        BackfillOperation o => Backfill(o),
        AddNotNullCheckOperation o => AddNotNullCheck(o),
        ValidateConstraintOperation o => ValidateConstraint(o),
        CheckRowsOperation o => CheckRows(o),
        RenameConstraintOperation o => RenameConstraint(o),
        ReplacePrimaryKeyOperation o => ReplacePrimaryKey(o),
        SwapColumnsOperation o => SwapColumns(o),
        RenameTableBehindViewOperation o => RenameTableBehindView(o),
        AddOldTableViewOperation o => AddOldTableView(o),
        AddTombstoneOperation { Column: { } column } o => RenameColumn(o, column, o.Name),
        AddTombstoneOperation o => RenameTable(o, o.Table, o.Name),
        RestoreTombstoneOperation { Column: { } column } o => RenameColumn(o, o.Name, column),
        RestoreTombstoneOperation o => RenameTable(o, o.Name, o.Table),
        DropOldTableViewOperation o => [new($"DROP VIEW IF EXISTS {Table(o.Table, o.Schema)}")],
        _ => throw new NotSupportedException($"{operation.GetType().Name} has no SQL."),
    };

    /// <summary>
    /// The statements of an ordinary operation in its online form.
    /// </summary>
    /// <param name="operation">An operation with one of <see cref="PhasedAnnotations"/>.</param>
    /// <param name="model">The model that the migration leads to; null where it is not known.</param>
    /// <param name="provider">The provider's own statements of an ordinary operation.</param>
    public abstract IReadOnlyList<SqlStatement> WriteOnline(
        MigrationOperation operation, IModel? model, Func<MigrationOperation, IReadOnlyList<MigrationCommand>> provider);

    /// <summary>True where <paramref name="value"/> still has to be filled, as an SQL condition over the bare columns.</summary>
    public string NeedsFilling(BackfillValue value)
    {
        if (value.Rows is { } rows)
            return new MovedRowsSql(this, rows).Disagree(value.FromPart);
        if (value.WhereNull)
            return $"{Column(value.Column)} IS NULL";

        var differs = IsColumn(value.Value)
            ? Differs(Column(value.Column), Render(value.Value), value.Type)
            : DiffersFrom(Column(value.Column), Render(value.Value), value.Type);
        if (value.Unless.Count == 0)
            return differs;
        var unless = string.Join(" OR ", value.Unless.Select(NeedsFilling));
        return value.NullCounts ? $"{differs} AND ({unless})" : $"{differs} AND ({Column(value.Column)} IS NULL OR {unless})";
    }

    /// <summary>The statement that fills the rows of a range: one, though it may take several to say it.</summary>
    /// <param name="table">The table whose rows the range is of, quoted.</param>
    /// <param name="values">What is filled.</param>
    /// <param name="range">The range as a condition over the bare columns of the key.</param>
    /// <param name="alias">What an UPDATE calls the table.</param>
    /// <param name="break">What stands before the condition of an UPDATE, for people who read it.</param>
    public string Fill(string table, IReadOnlyList<BackfillValue> values, string? range, string? alias = null, string @break = " ")
        => values is [{ Rows: { } rows } value]
            ? value.FromPart ? FillFromPart(table, rows, range ?? "1 = 1") : FillPart(table, rows, range ?? "1 = 1")
            : $"UPDATE {table}{(alias is null ? "" : $" AS {alias}")} SET {Assignments(values)}{@break}WHERE "
                + (range is null ? AnyNeedsFilling(values) : $"{range} AND ({AnyNeedsFilling(values)})");

    /// <summary>Adds the rows that the part lacks, or fills those that it has. The table's rows are locked first: what is copied must not change meanwhile.</summary>
    protected abstract string FillPart(string table, MovedRows rows, string range);

    /// <summary>Fills the table from the part, whose rows are locked first: what is copied must not change meanwhile.</summary>
    protected abstract string FillFromPart(string table, MovedRows rows, string range);

    /// <summary>The SET list of a backfill.</summary>
    private string Assignments(IReadOnlyCollection<BackfillValue> values)
        => string.Join(", ", values.Select(v => $"{Column(v.Column)} = {(values.Count == 1 ? Render(v.Value) : Assigned(v))}"));

    /// <summary>True where any of the values still has to be filled.</summary>
    public string AnyNeedsFilling(IReadOnlyList<BackfillValue> values)
        => values.Count == 1 ? NeedsFilling(values[0]) : string.Join(" OR ", values.Select(v => $"({NeedsFilling(v)})"));

    /// <summary>A column's default as SQL; null when it has none.</summary>
    public string? DefaultOf(ColumnOperation? column) => column switch
    {
        { DefaultValueSql: { } sql } => sql,
        { DefaultValue: { } value } => ((column.ColumnType is { } type ? Types.FindMapping(value.GetType(), type) : null) ?? Types.GetMapping(value.GetType()))
            .GenerateSqlLiteral(value),
        _ => null,
    };

    /// <summary>True where two values differ by their bytes, nulls included.</summary>
    public abstract string Differs(string left, string right, string? storeType);

    /// <summary>True where a foreign key takes two values for different ones, nulls included.</summary>
    public abstract string DifferAsKeys(string left, string right);

    /// <summary>True where a column's value is not that of an expression, which may be of another type or scale.</summary>
    public virtual string DiffersFrom(string column, string expression, string? storeType) => Differs(column, $"({expression})", storeType);

    /// <summary>One row: how many rows a constraint would refuse, and the keys of some of them as one text.</summary>
    public string OffendingRows(CheckRowsOperation operation)
        => $"WITH offending AS (\n        {Offending(operation)})\n    SELECT (SELECT COUNT(*) FROM offending), "
            + $"(SELECT {Joined("k")} FROM (SELECT k FROM offending LIMIT {OffendingKeysShown}) AS shown)";

    protected string CountOffendingRows(CheckRowsOperation operation) => $"SELECT COUNT(*) FROM ({Offending(operation)}) AS offending";

    private string Offending(CheckRowsOperation operation)
    {
        var table = Table(operation.Table, operation.Schema);
        var keys = string.Join(", ", operation.Key.Select(c => $"child.{Column(c)}"));
        if (operation.ForeignKey is { } key)
        {
            var referring = key.Columns.Select(c => $"child.{Column(c)} IS NOT NULL");
            var same = key.Columns.Zip(key.PrincipalColumns, (c, p) => $"principal.{Column(p)} = child.{Column(c)}");
            return $"SELECT CONCAT_WS('/', {keys}) AS k FROM {table} AS child WHERE {string.Join(" AND ", referring)} AND NOT EXISTS "
                + $"(SELECT 1 FROM {Table(key.PrincipalTable, key.PrincipalSchema)} AS principal WHERE {string.Join(" AND ", same)})";
        }

        if (operation.Copy is { } copy)
            return $"SELECT CONCAT_WS('/', {keys}) AS k FROM {table} AS child WHERE {Column(copy.Column)} IS NOT NULL AND {Column(copy.To)} IS NULL";
        if (operation.Limit is { } limit)
            return FormattableString.Invariant($"SELECT CONCAT_WS('/', {keys}) AS k FROM {table} AS child WHERE {Column(limit.Column)} >= {limit.Below}");
        if (operation.Condition is { } condition)
            return $"SELECT CONCAT_WS('/', {keys}) AS k FROM {table} AS child WHERE NOT ({condition})";

        var conditions = new List<string>(operation.NullsEqual ? [] : operation.Unique.Select(c => $"{Column(c)} IS NOT NULL"));
        if (operation.Filter is { } filter)
            conditions.Add($"({filter})");
        var where = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        return $"SELECT d.k FROM (SELECT CONCAT_WS('/', {keys}) AS k, COUNT(*) OVER (PARTITION BY {Columns(operation.Unique)}) AS n "
            + $"FROM {table} AS child{where}) AS d WHERE d.n > 1";
    }

    /// <summary>The texts of a group as one, with commas between them.</summary>
    protected abstract string Joined(string column);

    /// <summary>False for operations whose statements the server refuses inside a stored procedure.</summary>
    public virtual bool RunsInProcedure(PhasedOperation operation) => operation is not BackfillOperation;

    /// <summary>The next number of a column's own sequence, as SQL; null where the server has none.</summary>
    public virtual string? NextNumber(string table, string? schema, string column) => null;

    /// <summary>A value as a column of the type would hold it, so that the two can be compared.</summary>
    public virtual string Fitted(string value, string? storeType) => AsType(value, storeType);

    /// <summary>The value in a column's type, where the server does not convert it by itself.</summary>
    public virtual string AsType(string value, string? storeType) => value;

    /// <summary>A null of a column's type.</summary>
    public string NullOf(string? storeType) => AsType("NULL", storeType);

    /// <summary>The type of a point in time in our own tables.</summary>
    public abstract string TimeType { get; }

    /// <summary>The type of texts of any length in our own tables.</summary>
    public abstract string LongTextType { get; }

    /// <summary>What stands behind the columns of our own tables, so that they hold any text and compare it by its bytes.</summary>
    public abstract string OwnTableOptions { get; }

    public string Table(string table, string? schema) => sql.DelimitIdentifier(table, schema);

    public string Column(string column) => sql.DelimitIdentifier(column);

    public string Columns(IEnumerable<string> columns) => string.Join(", ", columns.Select(Column));

    public string Literal(string text) => _strings.GenerateSqlLiteral(text);

    /// <summary>A template's SQL over the bare columns.</summary>
    public string Render(string template) => ColumnTemplate.Render(template, Column);

    private static bool IsColumn(string template) => ColumnTemplate.Columns(template) is [var column] && ColumnTemplate.For(column) == template;

    protected abstract IReadOnlyList<SqlStatement> AddDualWrite(AddDualWriteOperation operation);

    protected abstract IReadOnlyList<SqlStatement> SwitchDualWrite(SwitchDualWriteOperation operation);

    protected abstract IReadOnlyList<SqlStatement> DropDualWrite(DropDualWriteOperation operation);

    protected abstract IReadOnlyList<SqlStatement> AddRowDualWrite(AddRowDualWriteOperation operation);

    protected abstract IReadOnlyList<SqlStatement> DropRowDualWrite(DropRowDualWriteOperation operation);

    protected abstract IReadOnlyList<SqlStatement> Backfill(BackfillOperation operation);

    protected abstract IReadOnlyList<SqlStatement> AddNotNullCheck(AddNotNullCheckOperation operation);

    protected abstract IReadOnlyList<SqlStatement> ValidateConstraint(ValidateConstraintOperation operation);

    protected abstract IReadOnlyList<SqlStatement> CheckRows(CheckRowsOperation operation);

    protected abstract IReadOnlyList<SqlStatement> RenameConstraint(RenameConstraintOperation operation);

    protected abstract IReadOnlyList<SqlStatement> ReplacePrimaryKey(ReplacePrimaryKeyOperation operation);

    protected abstract IReadOnlyList<SqlStatement> SwapColumns(SwapColumnsOperation operation);

    protected abstract IReadOnlyList<SqlStatement> RenameColumn(TablePhasedOperation operation, string from, string to);

    protected abstract IReadOnlyList<SqlStatement> RenameTable(TablePhasedOperation operation, string from, string to);

    protected abstract IReadOnlyList<SqlStatement> RenameTableBehindView(RenameTableBehindViewOperation operation);

    protected abstract IReadOnlyList<SqlStatement> AddOldTableView(AddOldTableViewOperation operation);

    // With several values in one UPDATE, a value that is only for nulls must not overwrite what stands there.
    private string Assigned(BackfillValue value)
        => value.WhereNull ? $"COALESCE({Column(value.Column)}, {AsType(Render(value.Value), value.Type)})" : Render(value.Value);
}
