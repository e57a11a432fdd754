namespace EfPhased.Design;

/// <summary>
/// Errors of splitting a plain migration: EFP4082 to EFP4089.
/// </summary>
internal static partial class DesignErrors
{
    public static PhasedException UnknownMigration(string name, IReadOnlyList<string> newest) => new(
        "EFP4082",
        $"There is no migration '{name}'. {(newest.Count == 0 ? "The project has none." : $"The newest are {string.Join(", ", newest)}.")}");

    public static PhasedException HandWritten(string migration, IReadOnlyList<string> operations) => new(
        "EFP4083",
        $"'{migration}' has {operations.Count} hand-written operation{(operations.Count == 1 ? "" : "s")}, and nobody says in which phase: "
        + $"{string.Join("; ", operations)}. Say it for all with --hand-written expand|switch|contract, or for each in the source: "
        + "migrationBuilder.Sql(...).InPhase(Phase.Expand). Nothing was written.");

    public static PhasedException EditedMigration(string migration, IReadOnlyList<string> operations) => new(
        "EFP4084",
        $"'{migration}' has EF Core's operations in another form than the models give, or lacks them: {string.Join("; ", operations)}. "
        + "Phases are planned from the models, so the edit would be lost: put it into the model, or a value per row into --value. Nothing was written.");

    public static PhasedException NotNewest(string migration, string newest) => new(
        "EFP4085",
        $"'{migration}' is not the newest migration; '{newest}' is. Only the newest can be split, because later ones stand on its model.");

    public static PhasedException AlreadyPhased(string migration, string change) => new(
        "EFP4086",
        $"'{migration}' belongs to the phased change '{change}' already.");

    public static PhasedException PlainApplied(string change, string migration) => new(
        "EFP4087",
        $"The database has '{migration}', so it cannot become phases. Take it back first: dotnet ef database update with the migration "
        + $"before it, then dotnet ef-phased split {change}");

    public static PhasedException ModelMovedOn(string migration) => new(
        "EFP4088",
        $"The model has changed since '{migration}' was scaffolded. Scaffold it again ('dotnet ef migrations remove', then 'dotnet ef-phased "
        + "add'), or take the later edits out of the model first.");

    public static PhasedException FileNotFound(string migration) => new(
        "EFP4089",
        $"The source file of '{migration}' is not below the project's folder, so it cannot be replaced. Its name must be {migration}.cs.");
}
