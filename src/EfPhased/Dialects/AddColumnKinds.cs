using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Dialects;

/// <summary>
/// The kinds of new columns: what the existing rows get decides.
/// </summary>
internal static class AddColumnKinds
{
    public static OperationKind Of(AddColumnOperation add, Dialect dialect) => add switch
    {
        { Name: "xmin", ColumnType: "xid" } => OperationKind.AddSystemColumn,
        { ComputedColumnSql: not null } => add.IsStored == true ? OperationKind.AddStoredColumn : OperationKind.AddVirtualColumn,
        _ when add.IsNumbered() => OperationKind.AddIdentityColumn,
        { DefaultValueSql: { } sql } => dialect.IsVolatile(sql) ? OperationKind.AddColumnVolatileDefault : OperationKind.AddColumnStableDefault,
        { DefaultValue: not null } => OperationKind.AddColumnWithDefault,
        { IsNullable: false } => OperationKind.AddRequiredColumn,
        { ColumnType: "json" } => OperationKind.AddJsonColumn,
        _ => OperationKind.AddColumn,
    };
}
