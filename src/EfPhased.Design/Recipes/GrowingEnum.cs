using EfPhased.Design.Planning;
using EfPhased.Dialects;

namespace EfPhased.Design.Recipes;

/// <summary>
/// The labels of an enum type of the server, which may grow and nothing else.
/// </summary>
internal static class GrowingEnum
{
    /// <exception cref="PhasedException">EFP4065: a label goes, or the order of those that stay changes.</exception>
    public static void Require(AnnotationChange change, PlanBuilder plan)
    {
        var labels = change.Labels;
        if (!labels.OnlyGrow)
            throw DesignErrors.EnumLabels(change.Name, [.. labels.Removed]);

        plan.Warn(
            $"The previous version cannot read rows with {string.Join(", ", labels.Added.Select(l => $"'{l}'"))} of the enum type '{change.Name}': "
            + "let the new version write them only when it runs everywhere. Taking the change back leaves the labels in the type.");
    }
}
