using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Operations;

/// <summary>
/// Gives a constraint another name. Only for servers that can: MySQL and MariaDB rename no foreign keys and no checks.
/// </summary>
public sealed class RenameConstraintOperation : TablePhasedOperation
{
    public required string Name { get; init; }

    public required string NewName { get; init; }
}
