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
    /// <exception cref="PhasedException">EFP4070: a property changes its table. EFP4071: a hint says that a column does.</exception>
    public static void Refuse(PlanContext context)
    {
        var places = Places(context);
        foreach (var column in Vanishing(context))
        {
            var from = new TableRef(column.Table.Name, column.Table.Schema);
            foreach (var property in column.PropertyMappings.Select(m => m.Property))
            {
                if (places.TryGetValue((Path(property.DeclaringType), property.Name), out var to) && to?.In != from)
                {
                    throw DesignErrors.MovedColumn(
                        from.Column(column.Name).ToString(), $"{property.DeclaringType.DisplayName()}.{property.Name}", to?.ToString() ?? "a JSON document");
                }
            }
        }

        Warn(context);
    }

    // Columns that EF Core takes away; keys appear in each table of a type, and a renamed column stays where it is.
    private static IEnumerable<IColumn> Vanishing(PlanContext context)
    {
        foreach (var drop in context.Pending.OfType<DropColumnOperation>())
            yield return context.OldColumn(new ColumnRef(drop.Table, drop.Schema, drop.Name));
        foreach (var drop in context.Pending.OfType<DropTableOperation>())
        {
            var table = context.OldTable(new TableRef(drop.Name, drop.Schema))!;
            foreach (var column in table.Columns.Where(c => table.PrimaryKey is null || !table.PrimaryKey.Columns.Contains(c)))
                yield return column;
        }
    }

    // Null is a JSON document.
    private static Dictionary<(string Type, string Property), ColumnRef?> Places(PlanContext context)
    {
        var places = new Dictionary<(string, string), ColumnRef?>();
        foreach (var type in context.NewTypes)
        {
            foreach (var property in type.GetDeclaredProperties().Where(p => !p.IsPrimaryKey()))
            {
                var column = property.GetTableColumnMappings().Select(m => m.Column).FirstOrDefault();
                if (column is not null || type.ContainingEntityType.IsMappedToJson())
                    places[(Path(type), property.Name)] = column is null ? null : new ColumnRef(column.Table.Name, column.Table.Schema, column.Name);
            }
        }

        return places;
    }

    // Where the values get another class as well, only their names tell.
    private static void Warn(PlanContext context)
    {
        foreach (var create in context.Pending.OfType<CreateTableOperation>())
        {
            var alike =
                from drop in context.Pending.OfType<DropColumnOperation>()
                where create.ForeignKeys.Any(f => f.PrincipalTable == drop.Table && f.PrincipalSchema == drop.Schema)
                let old = context.OldColumn(new ColumnRef(drop.Table, drop.Schema, drop.Name))
                where create.Columns.Any(c => c.Name == old.Name && c.ColumnType == old.StoreType)
                select $"{drop.Table}.{drop.Name}";
            foreach (var column in alike)
            {
                context.Plan.Warn(
                    $"'{column}' goes, and '{create.Name}' gets a column like it. No values move: where they should, keep '{column}' in the model beside the new "
                    + "one, let the new version write both and fill the new table, and drop the old column in a later change.");
            }
        }
    }

    // An owned or complex type by the way to it from its owner: its own name may be that of its class alone, or differ in a snapshot.
    private static string Path(ITypeBase type) => type switch
    {
        IComplexType complex => $"{Path(complex.ComplexProperty.DeclaringType)}.{complex.ComplexProperty.Name}",
        IEntityType entity when entity.FindOwnership() is { PrincipalToDependent: { } navigation } ownership => $"{Path(ownership.PrincipalEntityType)}.{navigation.Name}",
        _ => type.Name,
    };
}
