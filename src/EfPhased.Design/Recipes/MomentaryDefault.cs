using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A default such as the current time is computed once for all rows that exist, when the column is added. That says nothing of them.
/// </summary>
internal static class MomentaryDefault
{
    public static void Warn(AddColumnOperation add, PlanContext context)
    {
        if (add.DefaultValueSql is not { } sql || !context.Dialect.IsMomentary(sql))
            return;

        var column = ColumnRef.Of(add);
        context.Plan.Warn(
            $"Rows that exist all get one value of {sql} in '{column}': that of the moment at which Expand runs. "
            + $"Use --value {column.Name}=<SQL> for another; until Contract, rows that are inserted without one get that too.");
    }
}
