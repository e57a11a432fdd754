using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// A phased operation on one table.
/// </summary>
public abstract class TablePhasedOperation : PhasedOperation, ITableMigrationOperation
{
    public string? Schema { get; init; }

    public required string Table { get; init; }
}
