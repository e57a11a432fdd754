namespace EfPhased.Design;

/// <summary>
/// Errors about what the author says of a change: EFP4080 to EFP4099.
/// </summary>
internal static partial class DesignErrors
{
    public static PhasedException DuplicateHint(string option, string name, IReadOnlyList<string> hints) => new(
        "EFP4080",
        $"{option} is given {hints.Count} times for '{name}': {string.Join("; ", hints)}. Keep one of them.");
}
