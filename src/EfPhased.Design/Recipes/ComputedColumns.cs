using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Adds a column that the server computes when it is read: the catalog changes, and no version writes it. One that is stored would be
/// computed for every row while all wait, and no server turns a filled column into one; so it is refused.
/// </summary>
internal static class ComputedColumns
{
    public static bool TryPlan(MigrationOperation operation, PlanContext context)
    {
        if (operation is not AddColumnOperation { ComputedColumnSql: not null } add || !context.Exists(TableRef.Of(add)))
            return false;

        var column = ColumnRef.Of(add);
        if (context.Dialect.FactFor(add).Work is not (Dialects.Work.Metadata or Dialects.Work.None))
        {
            throw DesignErrors.Computed(
                column.In.ToString(), column.Name, "is computed and stored", "adding it rewrites the table while reads and writes wait",
                $"Where the server has columns that are computed when they are read, leave 'stored' out. Otherwise make it an ordinary "
                + $"column, filled with --value {column.Name}=<SQL>.");
        }

        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(column)],
            Down = [OperationKey.DropColumn(column)],
        }.Online());
        return true;
    }

    /// <summary>Why a column cannot be computed otherwise than before.</summary>
    public static PhasedException Refusal(ColumnRef at, IColumn before, IColumn after)
    {
        var (table, name) = (at.In.ToString(), at.Name);
        if (before.ComputedColumnSql is null)
        {
            return DesignErrors.Computed(
                table, name, "becomes computed", "the previous version still writes to it, and what it wrote would be lost",
                $"Map the property to a new column, HasColumnName(\"{name}New\"): the old one stays until Contract.");
        }

        return after.ComputedColumnSql is null
            ? DesignErrors.Computed(
                table, name, "is no longer computed", "the previous version does not write it and counts on the server",
                $"Map the property to a new column, HasColumnName(\"{name}New\"), and fill it with --value {name}New=<SQL>.")
            : DesignErrors.Computed(
                table, name, "is computed in another way", "one column cannot give each version its own value",
                $"Map the property to a new column, HasColumnName(\"{name}New\"): both are computed until Contract.");
    }
}
