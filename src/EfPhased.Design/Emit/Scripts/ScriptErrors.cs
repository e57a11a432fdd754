namespace EfPhased.Design.Emit.Scripts;

/// <summary>
/// Every error of writing scripts: EFP43xx.
/// </summary>
internal static class ScriptErrors
{
    public static PhasedException UnknownKey(string change, string table, string column) => new(
        "EFP4301",
        $"The model does not say of which type the key '{table}.{column}' is, so no script can fill the table in chunks. "
        + $"Run 'dotnet ef-phased backfill {change}' instead, or map the table.");

    public static PhasedException BadEvidence(string file, string problem) => new(
        "EFP4302",
        $"The evidence '{file}' cannot go with the scripts: {problem}. Write it again with 'dotnet ef-phased references --evidence FILE'.");
}
