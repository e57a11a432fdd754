using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// Says of which kind an operation is, as the fact tables count them.
/// </summary>
internal static class OperationKinds
{
    /// <exception cref="NotSupportedException">No fact covers the operation.</exception>
    public static OperationKind Of(MigrationOperation operation, Dialect dialect) => operation switch
    {
        AddColumnOperation { DefaultValueSql: { } sql } when dialect.IsVolatile(sql) => OperationKind.AddColumnVolatileDefault,
        AddColumnOperation { DefaultValue: null, DefaultValueSql: null } => OperationKind.AddColumn,
        AddColumnOperation => OperationKind.AddColumnWithDefault,
        DropColumnOperation => OperationKind.DropColumn,
        RenameColumnOperation => OperationKind.RenameColumn,
        AlterColumnOperation { IsNullable: false, OldColumn.IsNullable: true } alter
            => alter.IsOnline() ? OperationKind.SetNotNullProven : OperationKind.SetNotNull,
        AlterColumnOperation { IsNullable: true, OldColumn.IsNullable: false } => OperationKind.DropNotNull,
        AlterColumnOperation => OperationKind.SetDefault,
        AddDualWriteOperation => OperationKind.AddDualWrite,
        SwitchDualWriteOperation => OperationKind.SwitchDualWrite,
        DropDualWriteOperation => OperationKind.DropDualWrite,
        BackfillOperation => OperationKind.Backfill,
        CreateIndexOperation => operation.IsOnline() ? OperationKind.CreateIndexOnline : OperationKind.CreateIndex,
        DropIndexOperation => operation.IsOnline() ? OperationKind.DropIndexOnline : OperationKind.DropIndex,
        RenameIndexOperation => OperationKind.RenameIndex,
        AddNotNullCheckOperation => OperationKind.AddNotNullCheck,
        ValidateConstraintOperation { ForeignKey: not null } => OperationKind.ValidateForeignKey,
        ValidateConstraintOperation => OperationKind.ValidateConstraint,
        DropCheckConstraintOperation or DropUniqueConstraintOperation => OperationKind.DropConstraint,
        AddForeignKeyOperation => operation.IsNotValid() ? OperationKind.AddForeignKeyNotValid : OperationKind.AddForeignKey,
        DropForeignKeyOperation => OperationKind.DropForeignKey,
        AddUniqueConstraintOperation => OperationKind.AddUniqueUsingIndex,
        CreateTableOperation { ForeignKeys.Count: 0 } => OperationKind.CreateTable,
        CreateTableOperation => OperationKind.CreateTableReferencing,
        DropTableOperation => OperationKind.DropTable,
        GateOperation => OperationKind.Gate,
        _ => throw new NotSupportedException($"No fact covers {operation.GetType().Name}."),
    };

    public static bool IsOnline(this MigrationOperation operation) => operation[PhasedAnnotations.Online] is true;

    public static bool IsNotValid(this MigrationOperation operation) => operation[PhasedAnnotations.NotValid] is true;
}
