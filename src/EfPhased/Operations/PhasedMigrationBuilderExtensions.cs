using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;

namespace EfPhased;

/// <summary>
/// The operations of phased migrations, for migrations that <c>dotnet ef-phased add</c> writes and for those written by hand.
/// </summary>
public static class PhasedMigrationBuilderExtensions
{
    /// <inheritdoc cref="AddDualWriteOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the shim belongs to; one change has at most one shim per table.</param>
    /// <param name="table">The table.</param>
    /// <param name="pairs">Columns that hold the same information in the old and in the new shape.</param>
    /// <param name="fills">New columns that are computed for rows inserted by a version that does not know them.</param>
    /// <param name="schema">The table's schema, or null for the default one.</param>
    /// <param name="groups">Columns that hold the same information in several columns of the other shape.</param>
    public static OperationBuilder<AddDualWriteOperation> AddDualWrite(
        this MigrationBuilder builder, string change, string table, ColumnPair[]? pairs = null, ColumnFill[]? fills = null, string? schema = null,
        ColumnGroup[]? groups = null)
        => Add(builder, new AddDualWriteOperation
        {
            Change = change, Schema = schema, Table = table, Pairs = pairs ?? [], Groups = groups ?? [], Fills = fills ?? [],
        });

    /// <inheritdoc cref="SwitchDualWriteOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the shim belongs to.</param>
    /// <param name="table">The table.</param>
    /// <param name="pairs">The same pairs as in <c>AddDualWrite</c>.</param>
    /// <param name="fills">The same fills as in <c>AddDualWrite</c>.</param>
    /// <param name="schema">The table's schema, or null for the default one.</param>
    /// <param name="revert">True to go back to what <c>AddDualWrite</c> made.</param>
    /// <param name="groups">The same groups as in <c>AddDualWrite</c>.</param>
    public static OperationBuilder<SwitchDualWriteOperation> SwitchDualWrite(
        this MigrationBuilder builder, string change, string table, ColumnPair[]? pairs = null, ColumnFill[]? fills = null,
        string? schema = null, bool revert = false, ColumnGroup[]? groups = null)
        => Add(builder, new SwitchDualWriteOperation
        {
            Change = change, Schema = schema, Table = table, Pairs = pairs ?? [], Groups = groups ?? [], Fills = fills ?? [], Revert = revert,
        });

    /// <inheritdoc cref="DropDualWriteOperation" />
    public static OperationBuilder<DropDualWriteOperation> DropDualWrite(
        this MigrationBuilder builder, string change, string table, string? schema = null)
        => Add(builder, new DropDualWriteOperation { Change = change, Schema = schema, Table = table });

    /// <inheritdoc cref="AddRowDualWriteOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the triggers belong to.</param>
    /// <param name="table">The table that has the columns.</param>
    /// <param name="rows">The columns, and the table that they are rows of.</param>
    /// <param name="oldIsPart">True when the previous version writes to the part.</param>
    /// <param name="schema">The table's schema, or null for the default one.</param>
    public static OperationBuilder<AddRowDualWriteOperation> AddRowDualWrite(
        this MigrationBuilder builder, string change, string table, MovedRows rows, bool oldIsPart = false, string? schema = null)
        => Add(builder, new AddRowDualWriteOperation { Change = change, Schema = schema, Table = table, Rows = rows, OldIsPart = oldIsPart });

    /// <inheritdoc cref="DropRowDualWriteOperation" />
    public static OperationBuilder<DropRowDualWriteOperation> DropRowDualWrite(
        this MigrationBuilder builder, string change, string table, string part, string? schema = null, string? partSchema = null, int level = 0)
        => Add(builder, new DropRowDualWriteOperation { Change = change, Schema = schema, Table = table, Part = part, PartSchema = partSchema, Level = level });

    /// <inheritdoc cref="BackfillOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the backfill belongs to.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The columns of a unique key without nulls, in key order.</param>
    /// <param name="values">What to fill.</param>
    /// <param name="schema">The table's schema, or null for the default one.</param>
    public static OperationBuilder<BackfillOperation> Backfill(
        this MigrationBuilder builder, string change, string table, string[] key, BackfillValue[] values, string? schema = null)
        => Add(builder, new BackfillOperation { Change = change, Schema = schema, Table = table, Key = key, Values = values });

    /// <inheritdoc cref="AddNotNullCheckOperation" />
    public static OperationBuilder<AddNotNullCheckOperation> AddNotNullCheck(
        this MigrationBuilder builder, string change, string name, string table, string column, string? schema = null, string? unless = null)
        => Add(builder, new AddNotNullCheckOperation
        {
            Change = change, Schema = schema, Table = table, Name = name, Column = column, Unless = unless,
        });

    /// <inheritdoc cref="ValidateConstraintOperation" />
    public static OperationBuilder<ValidateConstraintOperation> ValidateConstraint(
        this MigrationBuilder builder, string change, string name, string table, string? schema = null, ForeignKeyReference? foreignKey = null)
        => Add(builder, new ValidateConstraintOperation
        {
            Change = change, Schema = schema, Table = table, Name = name, ForeignKey = foreignKey,
        });

    /// <inheritdoc cref="CheckRowsOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the constraint belongs to.</param>
    /// <param name="constraint">The index or constraint that is to come.</param>
    /// <param name="table">The table.</param>
    /// <param name="key">The columns by which an offending row is named.</param>
    /// <param name="unique">Columns that no two rows may share.</param>
    /// <param name="nullsEqual">True when two nulls are the same value.</param>
    /// <param name="filter">SQL for the rows that a unique index is about.</param>
    /// <param name="foreignKey">What the table's rows must refer to.</param>
    /// <param name="condition">SQL that must not be false.</param>
    /// <param name="schema">The table's schema, or null for the default one.</param>
    /// <param name="copy">A column and the one that must hold all its values.</param>
    /// <param name="limit">A column whose values must all be below a number.</param>
    public static OperationBuilder<CheckRowsOperation> CheckRows(
        this MigrationBuilder builder, string change, string constraint, string table, string[] key, string[]? unique = null,
        bool nullsEqual = false, string? filter = null, ForeignKeyReference? foreignKey = null, string? condition = null, string? schema = null,
        ColumnCopy? copy = null, ColumnLimit? limit = null)
        => Add(builder, new CheckRowsOperation
        {
            Change = change, Schema = schema, Table = table, Constraint = constraint, Key = key, Unique = unique ?? [],
            NullsEqual = nullsEqual, Filter = filter, ForeignKey = foreignKey, Condition = condition, Copy = copy, Limit = limit,
        });

    /// <inheritdoc cref="SwapColumnsOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the columns belong to.</param>
    /// <param name="tables">The tables, those that are referred to first.</param>
    public static OperationBuilder<SwapColumnsOperation> SwapColumns(this MigrationBuilder builder, string change, SwappedTable[] tables)
        => Add(builder, new SwapColumnsOperation { Change = change, Tables = tables });

    /// <inheritdoc cref="RenameConstraintOperation" />
    public static OperationBuilder<RenameConstraintOperation> RenameConstraint(
        this MigrationBuilder builder, string change, string name, string newName, string table, string? schema = null)
        => Add(builder, new RenameConstraintOperation { Change = change, Schema = schema, Table = table, Name = name, NewName = newName });

    /// <inheritdoc cref="ReplacePrimaryKeyOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the key belongs to.</param>
    /// <param name="oldName">The key that goes.</param>
    /// <param name="name">The key that comes.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The new key's columns.</param>
    /// <param name="indexName">The name that the new key's index bears while both exist.</param>
    /// <param name="schema">The table's schema, or null for the default one.</param>
    public static OperationBuilder<ReplacePrimaryKeyOperation> ReplacePrimaryKey(
        this MigrationBuilder builder, string change, string oldName, string name, string table, string[] columns, string indexName,
        string? schema = null)
        => Add(builder, new ReplacePrimaryKeyOperation
        {
            Change = change, Schema = schema, Table = table, OldName = oldName, Name = name, Columns = columns, IndexName = indexName,
        });

    /// <inheritdoc cref="RenameTableBehindViewOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the renaming belongs to.</param>
    /// <param name="table">The old name.</param>
    /// <param name="newName">The new name.</param>
    /// <param name="columns">The columns that the view shows.</param>
    /// <param name="standby">The name that the view bears until the two are swapped, on servers that swap names.</param>
    /// <param name="schema">The table's schema before, or null for the default one.</param>
    /// <param name="newSchema">The schema that the table moves to, or null when it stays.</param>
    /// <param name="revert">True to take the view away and give the table its old name back.</param>
    public static OperationBuilder<RenameTableBehindViewOperation> RenameTableBehindView(
        this MigrationBuilder builder, string change, string table, string newName, string[] columns, string standby, string? schema = null,
        string? newSchema = null, bool revert = false)
        => Add(builder, new RenameTableBehindViewOperation
        {
            Change = change, Schema = schema, Table = table, NewName = newName, NewSchema = newSchema, Columns = columns, Standby = standby, Revert = revert,
        });

    /// <inheritdoc cref="AddOldTableViewOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that the renaming belongs to.</param>
    /// <param name="table">The old name, which is the view's.</param>
    /// <param name="of">The name of the table that the view shows.</param>
    /// <param name="columns">The columns that the view shows.</param>
    /// <param name="schema">The view's schema, or null for the default one.</param>
    /// <param name="ofSchema">The table's schema, where it is another one.</param>
    public static OperationBuilder<AddOldTableViewOperation> AddOldTableView(
        this MigrationBuilder builder, string change, string table, string of, string[] columns, string? schema = null, string? ofSchema = null)
        => Add(builder, new AddOldTableViewOperation { Change = change, Schema = schema, Table = table, Of = of, OfSchema = ofSchema, Columns = columns });

    /// <inheritdoc cref="DropOldTableViewOperation" />
    public static OperationBuilder<DropOldTableViewOperation> DropOldTableView(
        this MigrationBuilder builder, string change, string table, string? schema = null)
        => Add(builder, new DropOldTableViewOperation { Change = change, Schema = schema, Table = table });

    /// <inheritdoc cref="AddTombstoneOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that would drop it.</param>
    /// <param name="table">The table.</param>
    /// <param name="name">The name that it is kept under.</param>
    /// <param name="keepFor">For how long.</param>
    /// <param name="column">The column; null for the table itself.</param>
    /// <param name="schema">The table's schema, or null for the default one.</param>
    public static OperationBuilder<AddTombstoneOperation> AddTombstone(
        this MigrationBuilder builder, string change, string table, string name, TimeSpan keepFor, string? column = null, string? schema = null)
        => Add(builder, new AddTombstoneOperation { Change = change, Schema = schema, Table = table, Column = column, Name = name, KeepFor = keepFor });

    /// <inheritdoc cref="RestoreTombstoneOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that kept it.</param>
    /// <param name="table">The table.</param>
    /// <param name="name">The name that it was kept under.</param>
    /// <param name="column">The column; null for the table itself.</param>
    /// <param name="schema">The table's schema, or null for the default one.</param>
    public static OperationBuilder<RestoreTombstoneOperation> RestoreTombstone(
        this MigrationBuilder builder, string change, string table, string name, string? column = null, string? schema = null)
        => Add(builder, new RestoreTombstoneOperation { Change = change, Schema = schema, Table = table, Column = column, Name = name });

    /// <inheritdoc cref="GateOperation" />
    /// <param name="builder">The migration builder.</param>
    /// <param name="change">The change that is about to be contracted.</param>
    /// <param name="requires">Ids of the migrations that must have been applied before.</param>
    /// <param name="agreements">Columns that must agree in every row.</param>
    /// <param name="removes">What the migration removes.</param>
    public static OperationBuilder<GateOperation> Gate(
        this MigrationBuilder builder, string change, string[]? requires = null, RowAgreement[]? agreements = null, RemovedObject[]? removes = null)
        => Add(builder, new GateOperation
        {
            Change = change, Requires = requires ?? [], Agreements = agreements ?? [], Removes = removes ?? [],
        });

    /// <summary>Asks for the online form of an operation: see <see cref="PhasedAnnotations.Online"/>.</summary>
    public static OperationBuilder<TOperation> Online<TOperation>(this OperationBuilder<TOperation> builder)
        where TOperation : MigrationOperation
        => builder.Annotation(PhasedAnnotations.Online, true);

    /// <inheritdoc cref="Online{TOperation}(OperationBuilder{TOperation})" />
    public static AlterOperationBuilder<TOperation> Online<TOperation>(this AlterOperationBuilder<TOperation> builder)
        where TOperation : MigrationOperation, IAlterMigrationOperation
        => builder.Annotation(PhasedAnnotations.Online, true);

    /// <summary>Adds a constraint without looking at existing rows: see <see cref="PhasedAnnotations.NotValid"/>.</summary>
    public static OperationBuilder<TOperation> NotValid<TOperation>(this OperationBuilder<TOperation> builder)
        where TOperation : MigrationOperation
        => builder.Annotation(PhasedAnnotations.NotValid, true);

    /// <summary>
    /// Says in which phase a hand-written operation belongs: raw SQL tells neither its purpose nor whether the previous version
    /// survives it. <c>dotnet ef-phased split</c> goes by it, and a phased migration with raw SQL that lacks it is refused (EFP2060).
    /// </summary>
    public static OperationBuilder<TOperation> InPhase<TOperation>(this OperationBuilder<TOperation> builder, Phase phase)
        where TOperation : MigrationOperation
        => builder.Annotation(PhasedAnnotations.Phase, phase.ToString());

    private static OperationBuilder<TOperation> Add<TOperation>(MigrationBuilder builder, TOperation operation)
        where TOperation : MigrationOperation
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Operations.Add(operation);
        return new OperationBuilder<TOperation>(operation);
    }
}
