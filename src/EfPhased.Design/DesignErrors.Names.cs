namespace EfPhased.Design;

/// <summary>
/// Errors about names and expressions that the server does not take: EFP4090 to EFP4099.
/// </summary>
internal static partial class DesignErrors
{
    public static PhasedException LongName(string name, int length, int most, string server) => new(
        "EFP4090",
        FormattableString.Invariant($"'{name}' is {length} long, and {server} takes {most}: it would refuse the name or cut it off, and the database would then have ")
        + "another name than the model. Give it a shorter one: HasColumnName, ToTable, HasDatabaseName, HasConstraintName; or change what has it already with 'dotnet ef migrations add'. Nothing was written.");

    public static PhasedException SameButForCase(string table, IReadOnlyList<string> columns) => new(
        "EFP4091",
        $"The columns {string.Join(" and ", columns.Select(c => $"'{c}'"))} of '{table}' differ by case alone, and both must "
        + "exist until Contract: MySQL takes them for one column, and EF Core mistakes one for the other. Keep the old name with HasColumnName, or take one that differs in a letter. Nothing was written.");

    public static PhasedException RefusedExpression(string template, string table, string answer) => new(
        "EFP4092",
        $"The server does not accept the expression {template} over '{table}': {answer} Correct it in --value, --up or --down. Nothing was written.");
}
