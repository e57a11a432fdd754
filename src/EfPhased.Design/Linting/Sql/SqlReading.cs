using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Linting.Sql;

/// <summary>
/// What a statement does, as operations of EF Core, so that the same table judges it.
/// </summary>
/// <param name="Operations">What could be read.</param>
/// <param name="IsComplete">Nothing in the statement is left over.</param>
internal sealed record SqlReading(IReadOnlyList<MigrationOperation> Operations, bool IsComplete)
{
    public static readonly SqlReading Nothing = new([], IsComplete: false);
}
