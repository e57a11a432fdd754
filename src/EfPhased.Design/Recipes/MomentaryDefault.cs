using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// A default such as the current time is computed once for all rows that exist, when the column is added. That says nothing of them.
/// </summary>
internal static class MomentaryDefault
{
    /// <exception cref="PhasedException">EFP4037: somebody can be asked.</exception>
    public static void AskOrWarn(AddColumnOperation add, PlanContext context)
    {
        if (add.DefaultValueSql is not { } sql || !context.Dialect.IsMomentary(sql) || IsMeant(add, context))
            return;

        var column = ColumnRef.Of(add);
        if (context.Hints.CanAsk)
            throw DesignErrors.OneMoment(column, sql);
        context.Plan.Warn(
            $"Rows that exist all get one value of {sql} in '{column}': that of the moment at which Expand runs. "
            + $"Use --value {column.Name}=<SQL> for another; until Contract, rows that are inserted without one get that too.");
    }

    /// <summary>The author gives the default itself for the value of each row.</summary>
    public static bool IsMeant(AddColumnOperation add, PlanContext context)
        => add.DefaultValueSql is { } sql && context.Dialect.IsMomentary(sql)
            && context.Values.TryGetValue(ColumnRef.Of(add), out var value) && string.Equals(value.Trim(), sql.Trim(), StringComparison.OrdinalIgnoreCase);
}
