using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A column that the server numbers: no server adds one to a table with rows without writing all of them while others wait.
/// </summary>
internal static class AddIdentityColumn
{
    /// <exception cref="PhasedException">EFP4034: always.</exception>
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
        => operation is AddColumnOperation add && context.IsIdentity(add)
            ? throw DesignErrors.AddedNumbering(TableRef.Of(add).ToString(), add.Name, context.Dialect.FactFor(add))
            : false;
}
