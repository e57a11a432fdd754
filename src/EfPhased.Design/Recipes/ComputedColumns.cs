using EfPhased.Design.Planning;
using EfPhased.Dialects;
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

        Plan(context, ColumnRef.Of(add), add);
        return true;
    }

    /// <exception cref="PhasedException">EFP4023: the server would compute it for every row.</exception>
    public static void Plan(PlanContext context, ColumnRef column, AddColumnOperation add)
    {
        if (context.Dialect.FactFor(add) is { Work: not (Work.Metadata or Work.None) } fact)
        {
            throw DesignErrors.Computed(
                column.In.ToString(), column.Name, "is computed and stored", $"adding it {fact.WorkText} while reads and writes wait ({fact.Id})",
                $"Where the server has columns that are computed when they are read, leave 'stored' out. Otherwise make it an ordinary "
                + $"column, filled with --value {column.Name}=<SQL>.");
        }

        context.Plan.Add(new PlannedStep(Phase.Expand, Stage.Columns)
        {
            Up = [OperationKey.AddColumn(column)],
            Down = [OperationKey.DropColumn(column)],
        }.Online());
    }

    /// <summary>Why a column cannot be computed otherwise than before under its own name.</summary>
    public static PhasedException Refusal(ColumnRef at, IColumn before, IColumn after)
    {
        var (what, why) = (before.ComputedColumnSql, after.ComputedColumnSql) switch
        {
            (null, _) => ("becomes computed", "the previous version still writes to it, and the server would refuse that"),
            (_, null) => ("is no longer computed", "the previous version counts on the server, and the new one writes to it, which the server would refuse"),
            _ => ("is computed in another way", "one column cannot give each version its own value"),
        };
        return DesignErrors.Computed(
            at.In.ToString(), at.Name, what, why,
            $"Map the property to a new column, beside which the old one stays until Contract: .HasColumnName(\"{at.Name}New\"), or run again "
            + $"with --new-column {at.Name}={at.Name}New.");
    }
}
