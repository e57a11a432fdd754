using EfPhased.Design.Planning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EfPhased.Design.Recipes;

/// <summary>
/// Finds values that the change takes to another table, or into a JSON document. EF Core sees a column that goes and another that
/// comes, and moves no values; a plan made of those two would lose them, so it is refused.
/// </summary>
internal static class MovedColumns
{
    /// <exception cref="PhasedException">EFP4070: a property changes its table.</exception>
    public static void Refuse(PlanContext context)
    {
        var places = PropertyPlaces.Of(context.NewTypes);
        foreach (var column in Vanishing(context))
        {
            var from = TableRef.Of(column.Table);
            foreach (var property in column.PropertyMappings.Select(m => m.Property))
            {
                if (places.TryGetValue(PropertyPlaces.Name(property), out var to) && (to is null || TableRef.Of(to.Table) != from))
                {
                    throw DesignErrors.MovedColumn(
                        from.Column(column.Name).ToString(), $"{property.DeclaringType.DisplayName()}.{property.Name}",
                        to is null ? "a JSON document" : $"'{to.Table.Name}.{to.Name}'");
                }
            }
        }

        Warn(context);
    }

    // Columns that EF Core takes away; keys appear in each table of a type, and a renamed column stays where it is.
    private static IEnumerable<IColumn> Vanishing(PlanContext context)
    {
        foreach (var drop in context.Pending.OfType<DropColumnOperation>())
            yield return context.OldColumn(ColumnRef.Of(drop));
        foreach (var drop in context.Pending.OfType<DropTableOperation>())
        {
            var table = context.OldTable(TableRef.Of(drop))!;
            foreach (var column in table.Columns.Where(c => table.PrimaryKey is null || !table.PrimaryKey.Columns.Contains(c)))
                yield return column;
        }
    }

    // Where the values get another class as well, only their names tell.
    private static void Warn(PlanContext context)
    {
        foreach (var create in context.Pending.OfType<CreateTableOperation>())
        {
            var alike =
                from drop in context.Pending.OfType<DropColumnOperation>()
                where create.ForeignKeys.Any(f => f.PrincipalTable == drop.Table && f.PrincipalSchema == drop.Schema)
                let old = context.OldColumn(ColumnRef.Of(drop))
                where create.Columns.Any(c => c.Name == old.Name && c.ColumnType == old.StoreType)
                select $"{drop.Table}.{drop.Name}";
            foreach (var column in alike)
            {
                context.Plan.Warn(
                    $"'{column}' goes, and '{create.Name}' gets a column like it. No values move: where they should, say so with "
                    + $"--move {column}={create.Name}.{column[(column.LastIndexOf('.') + 1)..]}.");
            }
        }
    }
}
