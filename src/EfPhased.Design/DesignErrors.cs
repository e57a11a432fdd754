namespace EfPhased.Design;

/// <summary>
/// Every error of planning and writing a change: EFP4xxx.
/// </summary>
internal static partial class DesignErrors
{
    /// <summary>The key in <see cref="Exception.Data"/> for renames that only the author can decide, as <c>Table.Old=New</c>.</summary>
    public const string UndecidedRenames = "EfPhased.UndecidedRenames";

    /// <summary>The key in <see cref="Exception.Data"/> for columns that may have moved to another table, as <c>A.X=B.X</c>.</summary>
    public const string UndecidedMoves = "EfPhased.UndecidedMoves";

    /// <summary>Options that would move the plan on, each with its column: <c>--up Customers.Points</c>. A tool with a terminal asks for them.</summary>
    public const string MissingHints = "EfPhased.MissingHints";

    public static PhasedException NoChange(string context) => new(
        "EFP4001",
        $"The model of '{context}' has not changed since its last migration, so there is nothing to split. Change the model first.");

    public static PhasedException BadName(string name) => new(
        "EFP4002",
        $"'{name}' cannot name a change: migrations become classes, so a name is a C# identifier such as RenameCustomerName.");

    public static PhasedException NameExists(string name, string migration) => new(
        "EFP4003",
        $"'{name}' is taken by the migration '{migration}'. Choose another name.");

    public static PhasedException NoRecipe(IReadOnlyList<string> operations) => new(
        "EFP4004",
        $"No recipe answers {(operations.Count == 1 ? "this operation" : "these operations")}: {string.Join("; ", operations)}. "
        + "Nothing was written. Take the change out of the model and add it by itself with 'dotnet ef migrations add' where its "
        + "lock and its effect on the running version are acceptable.");

    public static PhasedException UndecidedRename(IReadOnlyList<(string Table, string Old, string New)> renames) => new(
        "EFP4005",
        $"EF Core takes {string.Join(", ", renames.Select(r => $"'{r.Table}.{r.Old}' to be renamed to '{r.New}'"))}, judging by "
        + "the columns' types alone. Say which it is: "
        + string.Join(" ", renames.Select(r => $"--rename {r.Old}={r.New}"))
        + " keeps the data; "
        + string.Join(" ", renames.Select(r => $"--no-rename {r.Old}"))
        + " drops the old column and adds the new one.")
    {
        // A tool with a terminal asks instead.
        Data = { [UndecidedRenames] = renames.Select(r => $"{r.Table}.{r.Old}={r.New}").ToArray() },
    };

    private static PhasedException Asking(PhasedException error, string option, string table, string column)
    {
        error.Data[MissingHints] = new[] { $"{option} {table}.{column}" };
        return error;
    }

    public static PhasedException NoKey(string table, string change) => new(
        "EFP4006",
        $"'{table}' has neither a primary key nor a unique index without nulls, so its rows cannot be filled in chunks as '{change}' needs. "
        + "Add one in a change of its own first.");

    public static PhasedException Overlap(string change, string what) => new(
        "EFP4007",
        $"{what} belongs to the change '{change}', whose contract is still pending. Run 'dotnet ef-phased apply --phase contract "
        + $"--change {change}' first; if it has been contracted everywhere, say so with '--contracted {change}'.");

    public static PhasedException UnsupportedShape(string what, string change) => new(
        "EFP4008",
        $"'{change}' cannot be split: {what}. Nothing was written. Make the change in smaller parts, or keep the column's name "
        + "with HasColumnName.");

    public static PhasedException UntruthfulModel(string change, IReadOnlyList<string> differences) => new(
        "EFP4009",
        $"The plan of '{change}' does not lead to the new model: {string.Join("; ", differences)}. Nothing was written. "
        + "This is a defect of EfPhased; please report it with the model before and after.");

    public static PhasedException NameTaken(string name, string change) => new(
        "EFP4010",
        $"'{change}' needs the name '{name}' for an index that exists until Contract, but it is taken. Rename that index.");

    public static PhasedException BadHint(string option, string value, string why) => new(
        "EFP4011",
        $"{option} {value}: {why}");

    public static PhasedException KeyColumn(string table, string column, string change) => new(
        "EFP4012",
        $"'{change}' renames '{table}.{column}', which is part of a key that rows are found by. Keep the column's name: map the "
        + $"renamed property to it with HasColumnName(\"{column}\"), which needs no migration at all.");

    public static PhasedException CannotDefault(string table, string column, string type, string why) => new(
        "EFP4013",
        $"'{table}.{column}' ({type}) is required and {why}. Make it optional in a change of its own first, or give it a default.");

    public static PhasedException SameName(string kind, string name) => new(
        "EFP4014",
        $"The {kind} '{name}' must exist on the old and on the new column for a while, so both cannot bear that name. Give it another one in the new model.");

    public static PhasedException NothingToRemove() => new(
        "EFP4016",
        "There is no migration to remove. 'dotnet ef-phased add NAME' writes one.");

    public static PhasedException NotPhased(string migration) => new(
        "EFP4017",
        $"The last migration, '{migration}', belongs to no phased change. Remove it with 'dotnet ef migrations remove'.");

    public static PhasedException Applied(string change, IReadOnlyList<string> migrations) => new(
        "EFP4018",
        $"'{change}' has been applied to the database ({string.Join(", ", migrations)}). Take it back first: dotnet ef-phased rollback {change}");

    public static PhasedException NoNull(string table, string column) => new(
        "EFP4019",
        $"'{table}.{column}' is required, and there is no value for the rows that exist. Give one: a default in the model, or "
        + $"--value {column}=<SQL>, with columns of the same row in braces.");
}
