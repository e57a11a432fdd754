using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EfPhased.Testing.Planning;

/// <summary>
/// One row of the table: an operation of EF Core under one condition, as two models whose difference it is.
/// </summary>
/// <param name="Operation">The operation's type, without "Operation".</param>
/// <param name="Condition">When the row applies.</param>
internal sealed record OperationRow(string Operation, string Condition, Action<ModelBuilder> Before, Action<ModelBuilder> After)
{
    public PlanHints Hints { get; init; } = PlanHints.None;

    /// <summary>What stands in the migration that is split, beside EF Core's own operations.</summary>
    public Action<MigrationBuilder>? ByHand { get; init; }
}
