namespace EfPhased.Design;

/// <summary>
/// Errors about changes of existing columns: EFP4040 to EFP4059.
/// </summary>
internal static partial class DesignErrors
{
    public static PhasedException BecomesRequired(string table, string column) => new(
        "EFP4040",
        $"'{table}.{column}' becomes required. The previous version writes nulls there that the new one cannot read, so each null "
        + "is replaced while both run, and stays replaced: going back does not bring it again. Say by what: "
        + $"--value {column}=<SQL>, with columns of the same row in braces. To keep the nulls for the previous version, map the "
        + "property to a new column with HasColumnName(\"<new name>\") and say how the two follow from each other with --up and --down.");

    public static PhasedException BecomesOptional(string table, string column) => new(
        "EFP4041",
        $"'{table}.{column}' becomes optional. The previous version cannot read the nulls that the new one writes. Map the property "
        + $"to a new column with HasColumnName(\"<new name>\") and say what the previous version reads instead of null: "
        + $"--down {column}=<SQL>, such as COALESCE({{<new name>}}, ''). Or say by what nulls are replaced in this column until "
        + $"Contract: --value {column}=<SQL>; the new version then reads that where it wrote null.");

    public static PhasedException NewColumnNeeded(string table, string column, string from, string to, string why) => new(
        "EFP4042",
        $"'{table}.{column}' changes from {from} to {to}: {why}. It needs a new column, filled beside the old one until Contract. "
        + $"Map the property to one: .HasColumnName(\"{column}New\"), or run again with --new-column {column}={column}New.");

    public static PhasedException Computed(string table, string column, string why, string what) => new(
        "EFP4043",
        $"'{table}.{column}' {why}. {what}");

    public static PhasedException Identity(string table, string column, string why) => new(
        "EFP4044",
        $"'{table}.{column}' {why}");
}
