using EfPhased.Design.Planning;

namespace EfPhased.Design.Recipes;

/// <summary>
/// The labels of an enum type of the server, which may grow and nothing else.
/// </summary>
internal static class EnumLabels
{
    private const string Prefix = "Npgsql:Enum:";

    public static bool IsEnum(string annotation) => annotation.StartsWith(Prefix, StringComparison.Ordinal);

    /// <exception cref="PhasedException">EFP4065: a label goes, or the order of those that stay changes.</exception>
    public static void RequireGrowth(string annotation, string old, string @new, PlanBuilder plan)
    {
        var type = annotation[Prefix.Length..];
        string[] before = old.Split(','), after = @new.Split(',');
        var removed = before.Except(after).ToList();
        if (removed.Count > 0 || !after.Intersect(before).SequenceEqual(before))
            throw DesignErrors.EnumLabels(type, removed);

        plan.Warn(
            $"The previous version cannot read rows with {string.Join(", ", after.Except(before).Select(l => $"'{l}'"))} of the enum type '{type}': "
            + "let the new version write them only when it runs everywhere. Taking the change back leaves the labels in the type.");
    }
}
