using EfPhased.Design.Planning;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Where a trigger may not write to a table that its statement reads, statements over both tables of a move may be refused while their
/// triggers stand.
/// </summary>
internal static class StatementsOverBoth
{
    public static void Warn(PlanContext context)
    {
        if (context.Dialect.TableInUse is not { } error)
            return;

        foreach (var move in context.Plan.Moves)
        {
            context.Plan.Warn(
                $"Until Contract, {context.Dialect.Name} refuses a statement that reads '{move.Table}' and writes '{move.Rows.Part}', or the other way round, where the value "
                + $"of the other table has to follow (error {error}): INSERT … SELECT, and ExecuteUpdate or ExecuteDelete over a join of the two. SaveChanges writes by key and is not affected.");
        }
    }
}
