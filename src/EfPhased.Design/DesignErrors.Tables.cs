using EfPhased.Design.Planning;
using EfPhased.Dialects;

namespace EfPhased.Design;

/// <summary>Errors about tables, sequences, types and rows: EFP4060 to EFP4079.</summary>
internal static partial class DesignErrors
{
    public static PhasedException RewritesTable(string table, string annotation) => new(
        "EFP4060",
        $"'{table}' changes by {annotation}, which writes all its rows again while nobody can read or write them. Create a new table "
        + "with that setting and move to it, or change it in a maintenance window with 'dotnet ef migrations add'.");

    public static PhasedException UnnamedCharSet(string what) => new(
        "EFP4061",
        $"{what} loses its character set or collation, and which one it gets instead depends on the server. Name the one that it "
        + "shall have: HasCharSet or UseCollation.");

    public static PhasedException SequenceIncrement(string sequence, int old, int @new, IReadOnlyList<string> hiLo) => new(
        "EFP4062",
        FormattableString.Invariant($"'{sequence}' counts by {old} now and by {@new} afterwards. Processes of the previous version take every value ")
        + FormattableString.Invariant($"for a block of {old}{(hiLo.Count == 0 ? "" : $" ({string.Join(", ", hiLo)})")}, those of the new one for a block of {@new}: ")
        + "both would hand out the same keys. Keep the increment, or give the new version another sequence whose values start above those of this one.");

    public static PhasedException SequenceRenamed(string old, string @new) => new(
        "EFP4063",
        $"'{old}' becomes '{@new}'. The previous version asks for the old name until it is gone, and two sequences would hand out the same "
        + $"values. Keep the name in the model: HasSequence(\"{old}\") or UseHiLo(\"{old}\"), which needs no migration at all.");

    public static PhasedException SequenceType(string sequence, string old, string @new) => new(
        "EFP4064",
        $"'{sequence}' holds {old} now and {@new} afterwards, for which EF Core drops it and starts a new one from the beginning. Keep the type, "
        + "or create a sequence of another name whose values start above those of this one.");

    /// <param name="type">The enum type.</param>
    /// <param name="labels">Its labels before and after the change.</param>
    /// <param name="hints">For each column of the type, what a change to a type of another name has to say.</param>
    public static PhasedException EnumLabels(string type, EnumLabels labels, IReadOnlyList<string> hints)
    {
        var removed = string.Join(", ", labels.Removed.Select(l => $"'{l}'"));
        var next = Dialects.EnumLabels.NextType(type);
        return new(
            "EFP4065",
            (removed.Length == 0
                ? $"The labels of the enum type '{type}' change their order, which the server cannot. Declare them in the order that they have now, new ones among them"
                : $"The enum type '{type}' loses {removed}. The server cannot take a label away, and one that it renames the previous version could "
                    + "neither read nor write. Leave it in the type and stop using it")
            + $"; or go to a new type: give it a name of its own in the model, MapEnum<...>(\"{next}\") or HasPostgresEnum(\"{next}\", ...), "
            + (hints.Count == 0
                ? $"and nothing else, because no column of the model has '{type}'."
                : "and its properties new columns, which are kept in step with the old ones until Contract drops those and the old type: "
                    + $"dotnet ef-phased add <name> {string.Join(' ', hints)}"));
    }

    public static PhasedException ChangedDatabaseObject(string kind, string name) => new(
        "EFP4066",
        $"The {kind} '{name}' changes its definition, which the server cannot. Define one of another name, move to it, and drop this one in a later change.");

    public static PhasedException DatabaseCollation() => new(
        "EFP4067",
        "The database's own collation changes, which PostgreSQL cannot do for a database that exists. Keep it, and set the collation of new "
        + "columns by UseCollation on the column or UseDefaultColumnCollation on the model.");

    public static PhasedException MovedColumn(string column, string property, string place) => new(
        "EFP4070",
        $"'{property}' moves from '{column}' to {place}, and its values with it, which no recipe does. Do it in two changes: first add the new place "
        + $"beside '{column}', under a property of its own, let the new version write both and fill the new one; drop '{column}' in the next.");

    public static PhasedException DocumentShape(string what, string document, string why) => new(
        "EFP4070",
        $"'{what}' is in the JSON document '{document}' in one version and in columns or rows in the other, and the two cannot be kept in step: {why}.");

    public static PhasedException CannotMove(string hint, string why) => new(
        "EFP4071",
        $"--move {hint}: {why}.");

    public static PhasedException UndecidedMove(IReadOnlyList<(ColumnRef Old, ColumnRef New)> moves) => new(
        "EFP4078",
        $"{string.Join("; ", moves.Select(m => $"'{m.Old}' goes and '{m.New}' comes"))}. Say which it is: "
        + string.Join(" ", moves.Select(m => $"--move {m.Old}={m.New}"))
        + " takes the values along; "
        + string.Join(" ", moves.Select(m => $"--no-rename {m.Old}"))
        + " drops the old column with its values.")
    {
        // A tool with a terminal asks instead.
        Data = { [UndecidedMoves] = moves.Select(m => $"{m.Old}={m.New}").ToArray() },
    };

    public static PhasedException MoveShape(string table, string part, string why) => new(
        "EFP4071",
        $"Values move between '{table}' and '{part}', and the two cannot be kept in step: {why}. Do it in two changes: first add the new place "
        + "beside the old one, under properties of its own, let the new version write both and fill the new one; drop the old one in the next.");

    public static PhasedException WriterUnknown(string table, string part, string optional) => new(
        "EFP4073",
        $"Every row of '{table}' needs one in '{part}', and which version inserted a row of '{table}' cannot be seen: {optional} may be null in what either "
        + $"writes. Move a required column along with them, or make the row of '{part}' optional in the model (a navigation that is not required).");

    public static PhasedException MoveWithRowVersion(string table, string part, string column) => new(
        "EFP4074",
        $"Values move between '{table}' and '{part}', and '{column}' counts the writes to its row. What one version writes to one table changes the "
        + "other, so the version that has just written would take its own next write for a conflict. Take the row version out of the model for this change.");

    public static PhasedException RowOfUnknownType(string table, int rows, IReadOnlyList<string?> types) => new(
        "EFP4075",
        FormattableString.Invariant($"'{table}' is seeded with {rows} row{(rows == 1 ? "" : "s")} of a type that the previous version does not know ({string.Join(", ", types)}): ")
        + "it stops at every query that meets one, from Expand on. Take them out of HasData for this change, and seed them in the next one, when this one is contracted.");

    public static PhasedException NoDiscriminator(string table, string column) => new(
        "EFP4072",
        $"'{table}.{column}' is to tell the types of the table apart, but which of them the rows that exist belong to cannot be seen: the type that "
        + "the table held has no value of its own. Give it one with HasDiscriminator().HasValue(...), and do not make it abstract in the same change.");

    public static PhasedException RenamedWithOthers(string from, string to, IReadOnlyList<string> others) => new(
        "EFP4068",
        $"'{from}' becomes '{to}', and the same change has {string.Join("; ", others)}. The previous version goes on through a view of the table as it "
        + "is, which holds its columns fast. Rename the table in a change of its own, or keep its name: ToTable in the model.");

    public static PhasedException NoTargetSchema(string from, string table) => new(
        "EFP4069",
        $"'{from}' moves to the default schema, which EF Core's own operation cannot name. Say which one it is: ToTable(\"{table}\", \"public\").");
}
