using EfPhased.Design.Planning;
using EfPhased.Dialects;
using EfPhased.Operations;
using Microsoft.EntityFrameworkCore.Metadata;

namespace EfPhased.Design.Recipes;

/// <summary>
/// The labels of an enum type of the server, which may grow and nothing else.
/// </summary>
internal static class GrowingEnum
{
    /// <exception cref="PhasedException">EFP4065: a label goes, or the order of those that stay changes.</exception>
    public static void Require(AnnotationChange change, PlanContext context)
    {
        var labels = change.Labels;
        if (!labels.OnlyGrow)
            throw DesignErrors.EnumLabels(change.Name, labels, [.. Columns(context, change.Name).Select(c => Hints(context, c, labels))]);

        context.Plan.Warn(
            $"The previous version cannot read rows with {string.Join(", ", labels.Added.Select(l => $"'{l}'"))} of the enum type '{change.Name}': "
            + "let the new version write them only when it runs everywhere. Taking the change back leaves the labels in the type.");
    }

    private static IEnumerable<IColumn> Columns(PlanContext context, string type)
        => context.OldTables.SelectMany(t => t.Columns).Where(c => c.PropertyMappings.Count > 0 && EnumLabels.Name(c.StoreType) == type);

    // What the author has to say when the column goes to a type of another name.
    private static string Hints(PlanContext context, IColumn column, EnumLabels labels)
    {
        var (name, type) = (column.Name + "2", EnumLabels.NextType(column.StoreType));
        var up = context.Dialect.Convert(ColumnTemplate.For(column.Name), column.StoreType, type, !column.IsNullable, labels)!;
        var down = context.Dialect.Convert(ColumnTemplate.For(name), type, column.StoreType, !column.IsNullable, labels.Reversed)!;
        return $"--new-column {column.PropertyMappings[0].Property.Name}={name}" + Hint("--up", name, up) + Hint("--down", column.Name, down);
    }

    private static string Hint(string option, string column, Conversion conversion)
        => conversion.Undecided.Count > 0 ? $" {option} \"{column}={conversion.Value}\"" : "";
}
