namespace EfPhased.Design;

/// <summary>
/// Errors about what the author says of a change: EFP4080 to EFP4099.
/// </summary>
internal static partial class DesignErrors
{
    public static PhasedException DuplicateHint(string option, string name, IReadOnlyList<string> hints) => new(
        "EFP4080",
        $"{option} is given {hints.Count} times for '{name}': {string.Join("; ", hints)}. Keep one of them.");

    public static PhasedException MappedElsewhere(string option, string hint, IReadOnlyList<string> columns) => new(
        "EFP4081",
        $"{option} {hint}: {(columns.Count == 0 ? "no entity maps such a property" : $"the property is mapped to {string.Join(" and ", columns)}")}, "
        + "whatever the attribute says. Something in OnModelCreating, or a naming convention, has the last word: name the column there with "
        + $".HasColumnName(...), and run the command without {option}. Nothing was written.");
}
