using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// Says of which kinds an operation is, as the fact tables count them. What no table row covers is <see cref="OperationKind.Unknown"/>.
/// </summary>
internal static class OperationKinds
{
    /// <summary>
    /// All that an operation does, apart from a change of a column's type, which <see cref="Dialect.ClassifyTypeChange"/> judges.
    /// </summary>
    public static IReadOnlyList<OperationKind> AllOf(MigrationOperation operation, Dialect dialect, TypeChangeContext context) => operation switch
    {
        AlterColumnOperation alter => AlterColumnKinds.Of(alter, dialect, context),
        AlterTableOperation alter => AlterTableKinds.Of(alter),
        AlterDatabaseOperation alter => AlterDatabaseKinds.Of(alter),
        _ => [Of(operation, dialect)],
    };

    private static OperationKind Of(MigrationOperation operation, Dialect dialect) => operation switch
    {
        AddColumnOperation add => AddColumnKinds.Of(add, dialect),
        DropColumnOperation => OperationKind.DropColumn,
        RenameColumnOperation => OperationKind.RenameColumn,
        CreateIndexOperation or DropIndexOperation or RenameIndexOperation => OfIndex(operation),
        AddForeignKeyOperation => operation.IsNotValid() ? OperationKind.AddForeignKeyNotValid : OperationKind.AddForeignKey,
        DropForeignKeyOperation => OperationKind.DropForeignKey,
        AddPrimaryKeyOperation => operation.IsOnline() ? OperationKind.AddPrimaryKeyUsingIndex : OperationKind.AddPrimaryKey,
        DropPrimaryKeyOperation => OperationKind.DropPrimaryKey,
        AddUniqueConstraintOperation => operation.IsOnline() ? OperationKind.AddUniqueUsingIndex : OperationKind.AddUnique,
        DropUniqueConstraintOperation => OperationKind.DropUniqueConstraint,
        AddCheckConstraintOperation => operation.IsNotValid() ? OperationKind.AddCheckNotValid : OperationKind.AddCheck,
        DropCheckConstraintOperation => OperationKind.DropConstraint,
        CreateTableOperation { ForeignKeys.Count: 0 } => OperationKind.CreateTable,
        CreateTableOperation => OperationKind.CreateTableReferencing,
        DropTableOperation => OperationKind.DropTable,
        RenameTableOperation => OperationKind.RenameTable,
        EnsureSchemaOperation => OperationKind.CreateSchema,
        DropSchemaOperation => OperationKind.DropSchema,
        CreateSequenceOperation => OperationKind.CreateSequence,
        AlterSequenceOperation or RestartSequenceOperation => OperationKind.AlterSequence,
        RenameSequenceOperation => OperationKind.RenameSequence,
        DropSequenceOperation => OperationKind.DropSequence,
        InsertDataOperation => OperationKind.InsertRows,
        UpdateDataOperation => OperationKind.UpdateRows,
        DeleteDataOperation => OperationKind.DeleteRows,
        _ => OfPhased(operation),
    };

    private static OperationKind OfIndex(MigrationOperation operation) => operation switch
    {
        CreateIndexOperation when operation["MySql:FullTextIndex"] is true => OperationKind.CreateFullTextIndex,
        CreateIndexOperation => IsConcurrent(operation) ? OperationKind.CreateIndexOnline : OperationKind.CreateIndex,
        DropIndexOperation => operation.IsOnline() ? OperationKind.DropIndexOnline : OperationKind.DropIndex,
        _ => OperationKind.RenameIndex,
    };

    private static bool IsConcurrent(MigrationOperation operation) => operation.IsOnline() || operation["Npgsql:CreatedConcurrently"] is true;

    private static OperationKind OfPhased(MigrationOperation operation) => operation switch
    {
        AddDualWriteOperation => OperationKind.AddDualWrite,
        SwitchDualWriteOperation => OperationKind.SwitchDualWrite,
        DropDualWriteOperation => OperationKind.DropDualWrite,
        AddRowDualWriteOperation => OperationKind.AddDualWrite,
        DropRowDualWriteOperation => OperationKind.DropDualWrite,
        BackfillOperation => OperationKind.Backfill,
        AddNotNullCheckOperation => OperationKind.AddNotNullCheck,
        ValidateConstraintOperation { ForeignKey: not null } => OperationKind.ValidateForeignKey,
        ValidateConstraintOperation => OperationKind.ValidateConstraint,
        CheckRowsOperation => OperationKind.CheckRows,
        RenameConstraintOperation => OperationKind.RenameConstraint,
        ReplacePrimaryKeyOperation => OperationKind.AddPrimaryKeyUsingIndex,
        SwapColumnsOperation => OperationKind.RenameColumn,
        RenameTableBehindViewOperation => OperationKind.RenameTableBehindView,
        AddOldTableViewOperation => OperationKind.CreateView,
        DropOldTableViewOperation => OperationKind.DropView,
        AddTombstoneOperation { Column: null } or RestoreTombstoneOperation { Column: null } => OperationKind.RenameTable,
        AddTombstoneOperation or RestoreTombstoneOperation => OperationKind.RenameColumn,
        GateOperation => OperationKind.Gate,
        _ => OperationKind.Unknown,
    };

    public static bool IsOnline(this MigrationOperation operation) => operation[PhasedAnnotations.Online] is true;

    public static bool IsNotValid(this MigrationOperation operation) => operation[PhasedAnnotations.NotValid] is true;

    /// <summary>Rows that the model seeds: no definition, so no lock on the table.</summary>
    public static bool IsRows(this MigrationOperation operation)
        => operation is InsertDataOperation or UpdateDataOperation or DeleteDataOperation;

    /// <summary>How the names of the providers' annotations end that say who numbers rows.</summary>
    public const string NumberingAnnotation = ":ValueGenerationStrategy";

    /// <summary>The server numbers the rows: an identity column, a serial one, or AUTO_INCREMENT.</summary>
    public static bool IsNumbered(this ColumnOperation column)
        => column.Numbering() is not null;

    public static bool IsSerial(this ColumnOperation column) => column.Numbering()?.StartsWith("Serial", StringComparison.Ordinal) == true;

    /// <summary>How the server numbers the rows, in the provider's word; null where it does not.</summary>
    public static string? Numbering(this ColumnOperation column)
        => column.GetAnnotations().FirstOrDefault(a => a.Name.EndsWith(NumberingAnnotation, StringComparison.Ordinal))?.Value?.ToString() is { } strategy
            && (strategy.StartsWith("Identity", StringComparison.Ordinal) || strategy.StartsWith("Serial", StringComparison.Ordinal))
                ? strategy
                : null;
}
